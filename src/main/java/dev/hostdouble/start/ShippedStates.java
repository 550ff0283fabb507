package dev.hostdouble.start;

import dev.hostdouble.provider.Provider;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The start states that the jar contains, by name. */
public final class ShippedStates {
    /** The name of the start state that completes all others. */
    public static final String DEFAULT = "default";

    /** Their names. */
    public static final List<String> NAMES = List.of(DEFAULT, "rich");

    private static final String FOLDER = "/dev/hostdouble/worlds/";
    private static final String SELF = "self";

    private ShippedStates() {}

    /** The name that a path is, unless there is such a folder or file. */
    static Optional<String> named(Path path) {
        return NAMES.stream()
                .filter(name -> path.toString().equals(name) && !Files.exists(path))
                .findFirst();
    }

    /** The texts of the files of a start state, by file name. The build checks them against their schemas. */
    static Map<String, String> texts(String name, List<Provider> providers) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Provider provider : providers) {
            texts.put(provider.stateFile(), text(name, provider));
        }
        return texts;
    }

    /**
     * The file of a provider among such texts.
     *
     * @throws InvalidFileException if it is not YAML
     */
    static Document document(Provider provider, Map<String, String> texts) throws InvalidFileException {
        String name = provider.stateFile();
        return Document.read("the shipped " + name, String.valueOf(texts.get(name)));
    }

    /**
     * Checks such texts from outside, such as those in a saved state.
     *
     * @throws InvalidFileException naming file and line of what is wrong
     */
    static void check(List<Provider> providers, Map<String, String> texts) throws InvalidFileException {
        for (Provider provider : providers) {
            Document document = document(provider, texts);
            document.check(provider.stateSchema());
            document.throwIfInvalid();
        }
    }

    /** Where the file of a provider is on the class path. */
    static String resource(String name, Provider provider) {
        return FOLDER + name + "/" + provider.stateFile();
    }

    /** The text of the file of a provider. */
    static String text(String name, Provider provider) throws IOException {
        String resource = resource(name, provider);
        try (InputStream in = ShippedStates.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("not shipped: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Those texts with another value of {@code console-url}; with {@code self}, the consoles of dedicated servers lead to
     * this server, too.
     *
     * @param texts by file name; each of these keys is on a line of its own
     */
    public static Map<String, String> withConsoleUrl(Map<String, String> texts, String url) {
        String keys = url.equals(SELF) ? "console-url|dedicated-console" : "console-url";
        Pattern line = Pattern.compile("(?m)^(" + keys + "):.*$");
        Map<String, String> changed = new TreeMap<>();
        texts.forEach((file, text) ->
                changed.put(file, line.matcher(text).replaceAll("$1: " + Matcher.quoteReplacement(url))));
        return changed;
    }
}
