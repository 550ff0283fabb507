package dev.hostdouble.cli;

import dev.hostdouble.Providers;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.Catalogue.Entry;
import dev.hostdouble.scenario.Purpose;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code scenarios [NAME]}: the scenarios that can be activated by name, by provider and purpose, or the text of one. */
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
        List<Entry> entries = new ArrayList<>(catalogue.entries());
        List<String> words = Purpose.words();
        entries.sort(Comparator.comparing(Entry::provider)
                .thenComparing(entry -> entry.purpose() == null
                        ? words.size()
                        : words.indexOf(entry.purpose().word())));
        String group = "";
        for (Entry entry : entries) {
            String heading = heading(entry);
            if (!heading.equals(group)) {
                out.println((group.isEmpty() ? "" : "\n") + heading);
                group = heading;
            }
            String parameters = entry.parameters().isEmpty() ? "" : " " + entry.parameters();
            out.println("  " + entry.name() + parameters + ": " + firstSentence(entry.description()));
        }
        return ExitCode.FINE;
    }

    private static String heading(Entry entry) {
        return entry.provider()
                + (entry.purpose() == null ? "" : ", " + entry.purpose().title());
    }

    private static String firstSentence(String description) {
        String line = description.replaceAll("\\s+", " ").strip();
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }
}
