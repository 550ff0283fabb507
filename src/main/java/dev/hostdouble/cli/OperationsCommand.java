package dev.hostdouble.cli;

import dev.hostdouble.Providers;
import dev.hostdouble.provider.DocumentedAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code operations}: the table of operations, answers and evidence. */
@Command(name = "operations", description = "Print all operations.", mixinStandardHelpOptions = true)
final class OperationsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
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
