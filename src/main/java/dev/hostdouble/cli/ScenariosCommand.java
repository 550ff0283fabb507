package dev.hostdouble.cli;

import dev.hostdouble.Providers;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.Catalogue.Entry;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scenarios [NAME]}: the scenarios that can be activated by name, or the text of one. */
@Command(name = "scenarios", description = "List the shipped scenarios.", mixinStandardHelpOptions = true)
final class ScenariosCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "a scenario to print, such as any/slow-provider")
    private Optional<String> name = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Catalogue catalogue = new Catalogue(Providers.ALL);
        PrintWriter out = spec.commandLine().getOut();
        if (name.isPresent()) {
            try {
                out.print(catalogue.source(name.get()).text());
                return ExitCode.FINE;
            } catch (IllegalArgumentException e) {
                throw new InvalidFileException(List.of(String.valueOf(e.getMessage())));
            }
        }
        for (Entry entry : catalogue.entries()) {
            String parameters = entry.parameters().isEmpty() ? "" : " " + entry.parameters();
            out.println(entry.name() + parameters + ": " + firstSentence(entry.description()));
        }
        return ExitCode.FINE;
    }

    private static String firstSentence(String description) {
        String line = description.replaceAll("\\s+", " ").strip();
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }
}
