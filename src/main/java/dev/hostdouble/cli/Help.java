package dev.hostdouble.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/** The help of a command. */
final class Help {
    private Help() {}

    /**
     * Prints the help.
     *
     * @param isNamed whether the command was named; otherwise, the help also lists all commands
     */
    static void print(Command command, boolean isNamed, Options flags, PrintWriter out) throws IOException {
        Command.Operands operands = command.operands();
        String more = operands.most() > 1 ? "..." : "";
        String placeholder = operands.most() == 0
                ? ""
                : operands.least() == 0 ? " [" + operands.placeholder() + "]" : " " + operands.placeholder() + more;
        HelpFormatter formatter = HelpFormatter.builder()
                .setShowSince(false)
                .setHelpAppendable(new TextHelpAppendable(out))
                .get();
        formatter.printHelp(
                "hostdouble " + (isNamed ? command.name() + " [FLAGS]" + placeholder : "[COMMAND] [FLAGS]"),
                isNamed ? command.description() : "A test double for the APIs of hosting providers.",
                flags,
                isNamed ? operands.description() : "",
                false);
        if (!isNamed) {
            out.println(" Commands; without one, serve:");
            for (String name : Main.COMMANDS) {
                out.printf("   %-11s %s%n", name, Main.command(name).description());
            }
        }
        out.flush();
    }
}
