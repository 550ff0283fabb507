package dev.hostdouble.cli;

import java.io.PrintWriter;

/** {@code version}: {@link Main} prints it, whatever the environment and the settings file say. */
final class VersionCommand extends Command {
    static final String NAME = "version";

    VersionCommand() {
        super(NAME, "Print the version.");
    }

    @Override
    int run(Arguments arguments, PrintWriter out) {
        return ExitCode.FINE;
    }
}
