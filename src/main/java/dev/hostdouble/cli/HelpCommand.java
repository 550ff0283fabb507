package dev.hostdouble.cli;

import java.io.PrintWriter;

/** {@code help [COMMAND]}: {@link Main} prints it, whatever the environment and the settings file say. */
final class HelpCommand extends Command {
    static final String NAME = "help";

    HelpCommand() {
        super(NAME, "Describe all commands, or one of them.");
    }

    @Override
    Operands operands() {
        return new Operands("COMMAND", 0, 1, "the command to describe");
    }

    @Override
    int run(Arguments arguments, PrintWriter out) {
        return ExitCode.FINE;
    }
}
