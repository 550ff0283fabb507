package dev.hostdouble.cli;

import dev.hostdouble.Providers;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.Catalogue.Entry;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.PrintWriter;
import java.util.List;

/** {@code scenarios [NAME]}: the scenarios that can be activated by name, or the text of one. */
final class ScenariosCommand extends Command {
    ScenariosCommand() {
        super("scenarios", "List the shipped scenarios.");
    }

    @Override
    Operands operands() {
        return new Operands("NAME", 0, 1, "a scenario to print, such as any/slow-provider");
    }

    @Override
    int run(Arguments arguments, PrintWriter out) throws Exception {
        Catalogue catalogue = new Catalogue(Providers.ALL);
        for (String name : arguments.operands()) {
            try {
                out.print(catalogue.source(name).text());
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
