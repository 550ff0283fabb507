package dev.hostdouble.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the first lines of a shipped start state claim about the pages' own example calls.
 *
 * @param examples how many example calls the pages have
 * @param working how many of them work as printed
 * @param failing what those say that do not, by operation without its provider: the status or the text, then the reason
 * @param otherBodies why a call that works has another body than the page prints, by operation
 * @param values what stands for VALUE: the values of all operations under the empty string, those of one under its name
 * @param text the lines as one text
 */
public record WorldHeader(
        int examples,
        int working,
        Map<String, String> failing,
        Map<String, String> otherBodies,
        Map<String, Map<String, String>> values,
        String text) {

    /** The names of the shipped worlds. */
    public static final List<String> WORLDS = List.of("default", "rich");

    private static final Path FOLDER = Path.of("fixtures/worlds");
    private static final Pattern COUNT =
            Pattern.compile("Of the (\\d+) example calls on the provider's pages?, (\\d+) work ");
    private static final Pattern ITEM = Pattern.compile("- ([a-z_., ]+): (.*)");
    private static final Pattern VALUES = Pattern.compile("(?:([a-z_.]+(?:, [a-z_.]+)*): )?(\\S+=.*)");

    /** The claims of the file of a provider in a shipped world. */
    public static WorldHeader of(String world, String api) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve(world).resolve(api + ".yaml")).stream()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.substring(1))
                .toList();
        String text = String.join("", lines).replaceAll(" +", " ");
        Matcher count = COUNT.matcher(text);
        if (!count.find()) {
            throw new IllegalStateException(world + "/" + api + ".yaml does not say how many example calls work");
        }
        Map<String, Map<String, String>> values = new HashMap<>();
        lines.stream().filter(line -> line.startsWith("   ")).forEach(line -> values(line.strip(), values));
        return new WorldHeader(
                Integer.parseInt(count.group(1)),
                Integer.parseInt(count.group(2)),
                items(lines, "The others:"),
                items(lines, "another body than the page prints:"),
                values,
                text);
    }

    /** The items of the list below a line that ends so; an item goes on in lines that are indented. */
    private static Map<String, String> items(List<String> lines, String above) {
        List<String> items = new ArrayList<>();
        boolean isList = false;
        for (String line : lines) {
            if (isList && line.startsWith(" - ")) {
                items.add(line.strip());
            } else if (isList && line.startsWith("   ")) {
                items.set(items.size() - 1, items.get(items.size() - 1) + " " + line.strip());
            } else {
                isList = line.endsWith(above);
            }
        }
        Map<String, String> byOperation = new TreeMap<>();
        for (String item : items) {
            Matcher parts = ITEM.matcher(item);
            if (!parts.matches()) {
                throw new IllegalStateException("not an operation and a reason: " + item);
            }
            for (String operation : parts.group(1).split(", ", -1)) {
                byOperation.put(operation, parts.group(2));
            }
        }
        return byOperation;
    }

    private static void values(String line, Map<String, Map<String, String>> values) {
        Matcher parts = VALUES.matcher(line);
        if (!parts.matches()) {
            return;
        }
        String operations = parts.group(1) == null ? "" : parts.group(1);
        for (String operation : operations.split(", ", -1)) {
            Map<String, String> known = values.computeIfAbsent(operation, none -> new HashMap<>());
            for (String value : parts.group(2).split(", ", -1)) {
                int equals = value.indexOf('=');
                known.put(value.substring(0, equals), value.substring(equals + 1));
            }
        }
    }

    /** What a failing call says, without the reason. */
    public Map<String, String> answers() {
        Map<String, String> answers = new TreeMap<>();
        failing.forEach((operation, text) -> answers.put(operation, text.substring(0, text.indexOf(", because "))));
        return answers;
    }

    /** The value of a field in the example of an operation. */
    public String value(String operation, String field) {
        String common = values.getOrDefault("", Map.of()).getOrDefault(field, "VALUE");
        return values.getOrDefault(operation, Map.of()).getOrDefault(field, common);
    }
}
