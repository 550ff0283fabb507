package dev.hostdouble.cli;

import dev.hostdouble.Hostdouble;
import picocli.CommandLine;

/** Says the version. */
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"hostdouble " + Hostdouble.version()};
    }
}
