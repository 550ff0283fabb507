package dev.hostdouble.cli;

import dev.hostdouble.Providers;
import dev.hostdouble.provider.DocumentedAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import java.io.PrintWriter;

/** {@code operations}: the table of operations, answers and evidence. */
final class OperationsCommand extends Command {
    OperationsCommand() {
        super("operations", "Print all operations.");
    }

    @Override
    int run(Arguments arguments, PrintWriter out) {
        for (Provider provider : Providers.ALL) {
            provider.operations().forEach(operation -> print(out, operation));
        }
        return ExitCode.FINE;
    }

    private static void print(PrintWriter out, Operation operation) {
        out.printf(
                "%-32s %-6s %s%n",
                operation.id(), operation.method(), operation.path().text());
        for (DocumentedAnswer answer : operation.answers()) {
            out.printf(
                    "    %d %-18s %-10s %s%s%n",
                    answer.status(), answer.name(), answer.evidence().word(), answer.text(), answer.note());
        }
    }
}
