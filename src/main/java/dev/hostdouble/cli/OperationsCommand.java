package dev.hostdouble.cli;

import dev.hostdouble.Providers;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import java.io.PrintWriter;

/** {@code operations}: the table of operations, answers and evidence. */
final class OperationsCommand extends Command {
    OperationsCommand() {
        super("operations", "Print all operations.");
    }

    @Override
    int run(Arguments arguments, PrintWriter out) {
        Operation.all(Providers.ALL).forEach(operation -> print(out, operation));
        return ExitCode.FINE;
    }

    private static void print(PrintWriter out, Operation operation) {
        out.printf(
                "%-32s %-6s %s%n",
                operation.id(), operation.method(), operation.path().text());
        for (KnownAnswer answer : operation.allAnswers()) {
            out.printf(
                    "    %d %-18s %-10s %s%s%n",
                    answer.status(), answer.name(), answer.evidence().word(), answer.text(), answer.note());
        }
    }
}
