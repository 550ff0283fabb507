package dev.hostdouble.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.hostdouble.core.Excerpt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;

/** A parsed YAML or JSON file that collects problems with their line and column. */
public final class Document {
    /** The maximum size of a file, in characters. */
    public static final int MAX_SIZE = 2 << 20;

    private static final int MAX_PROBLEMS = 20;
    private static final Pattern KEY = Pattern.compile("[^/]+");

    private final String name;
    private final String text;
    private final CharacterOffsets characters;
    private final Tree tree;
    private final JsonNode whole; // the tree, completed by another file
    private final String base; // the name of that file
    private final List<String> problems = new ArrayList<>();
    private final List<String> wrongPlaces = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private Document(String name, String text, CharacterOffsets characters, Tree tree, JsonNode whole, String base) {
        this.name = name;
        this.text = text;
        this.characters = characters;
        this.tree = tree;
        this.whole = whole;
        this.base = base;
    }

    /** Loads the classes that read files into records, so that the first one takes less time. */
    public static void load() {
        Records.load();
    }

    /**
     * Parses YAML, or JSON, which is a subset of it.
     *
     * @param name the name of the file, for messages
     * @param text the content of the file
     * @throws InvalidFileException if the file is not YAML, is not a mapping, has duplicate keys or aliases, or is larger
     *     than {@link #MAX_SIZE}
     */
    public static Document read(String name, String text) throws InvalidFileException {
        if (text.length() > MAX_SIZE) {
            throw new InvalidFileException(
                    List.of(name + ":1: file too large: expected at most " + (MAX_SIZE >> 20) + " MiB"));
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_SIZE);
        options.setNestingDepthLimit(50);
        options.setMaxAliasesForCollections(20);
        options.setAllowDuplicateKeys(false);
        YAMLFactory factory = YAMLFactory.builder().loaderOptions(options).build();
        factory.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        try (JsonParser parser = new CountingParser(factory.createParser(text))) {
            parser.nextToken();
            Tree tree = Tree.read(parser);
            if (!tree.node().isObject()) {
                boolean isEmpty = tree.node().isMissingNode() || text.lines().allMatch(Document::isBlank);
                String found = isEmpty ? "the file is empty: " : "";
                throw new InvalidFileException(
                        List.of(name + ":1:1: " + found + "expected a mapping (key: value) at the top level"));
            }
            YamlEvents.requireNoAliases(name, text, options);
            YamlEvents.requireOneDocument(name, text, options);
            return new Document(name, text, CharacterOffsets.ofYaml(text), tree, tree.node(), name);
        } catch (RuntimeException | IOException e) {
            throw new InvalidFileException(List.of(name + ":" + YamlSyntax.problem(e, text)));
        }
    }

    /** Parses the JSON that was made of a file, which may be larger than the file. Other text is parsed by {@link #read}. */
    public static Document restore(String name, String json) throws InvalidFileException {
        try {
            Tree tree = JsonTexts.tree(json);
            return tree.node().isObject()
                    ? new Document(name, json, CharacterOffsets.ofJson(json), tree, tree.node(), name)
                    : read(name, json);
        } catch (IOException e) {
            return read(name, json); // people may have changed it, and YAML is what they write
        }
    }

    /**
     * Returns this file with the members that it leaves out taken from another file. Mappings are completed member by
     * member; a list is never completed. Schemas, places and problems are still about this file alone.
     *
     * @throws InvalidFileException if problems were recorded
     */
    public Document completedBy(Document other) throws InvalidFileException {
        throwIfInvalid();
        return new Document(name, text, characters, tree, Completion.of(tree.node(), other.tree.node()), other.name);
    }

    private static boolean isBlank(String line) {
        return line.isBlank() || line.stripLeading().startsWith("#");
    }

    /**
     * Validates the file against a JSON Schema and records the problems.
     *
     * @param schemaResource the path of the schema on the class path
     */
    public void check(String schemaResource) {
        for (SchemaCheck.Problem problem : SchemaCheck.of(schemaResource).problems(tree.node())) {
            String at = problem.pointer() + ": ";
            String message = problem.message();
            problems.add(place(problem.pointer())
                    + (message.startsWith(at) ? shown(at) + message.substring(at.length()) : message));
        }
    }

    /**
     * Converts the file to a record. Keys of the file are in kebab case. Call {@link #check} first.
     *
     * @throws InvalidFileException if problems were recorded, or if the content does not fit the record
     */
    public <T> T as(Class<T> type) throws InvalidFileException {
        throwIfInvalid();
        try {
            return Records.MAPPER.treeToValue(whole, type);
        } catch (JsonProcessingException e) {
            String pointer = Records.pointer(e);
            throw new InvalidFileException(
                    List.of(place(pointer) + (pointer.isEmpty() ? "" : shown(pointer) + ": ") + Records.message(e)));
        }
    }

    /** Returns the content of the file. */
    public JsonNode root() {
        return tree.node();
    }

    /** Returns the content of the file for reading value by value. */
    public YamlNode node() {
        return new YamlNode(this, "", tree.node());
    }

    /** Returns a changed copy of the content for reading; problems name the places of the file. */
    public YamlNode node(JsonNode changed) {
        return new YamlNode(this, "", changed);
    }

    /** The scalar at a pointer as the file writes it; the empty string if the file has none there. */
    String raw(String pointer) {
        Optional<Place> place = tree.place().find(JsonPointer.compile(pointer)).filter(Place::isScalar);
        int from = place.map(scalar -> characters.before(scalar.start())).orElse(text.length());
        int to = from;
        while (to < text.length() && " ,}]\n\r\t#".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return text.substring(from, to);
    }

    /** The text of the file with another value in the place of a scalar; the same text if it has no scalar there. */
    public String replaced(String pointer, JsonNode value) {
        return tree.place()
                .find(JsonPointer.compile(pointer))
                .filter(Place::isScalar)
                .map(scalar -> {
                    int from = characters.before(scalar.start());
                    int to = characters.before(scalar.end());
                    String after = text.substring(to); // a block of lines ends where the next line begins
                    boolean endsLine = to > from && text.charAt(to - 1) == '\n';
                    return text.substring(0, from) + JsonTexts.of(value) + (endsLine ? "\n" : "") + after;
                })
                .orElse(text);
    }

    /** Whether the limit of problems is reached, so that reading on is of no use. */
    public boolean isHopeless() {
        return problems.size() >= MAX_PROBLEMS;
    }

    /** Whether no problem was recorded so far. */
    public boolean isValid() {
        return problems.isEmpty();
    }

    /** Records something that is probably wrong, but allowed. */
    public void addWarning(String pointer, String message) {
        if (warnings.size() < MAX_PROBLEMS) {
            warnings.add(place(pointer) + shown(pointer) + ": warning: " + message);
        }
    }

    /** The recorded warnings. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Records a problem, unless one was recorded for a part of that place: it is likely to be a consequence.
     *
     * @param pointer its location in the file, as a JSON pointer
     * @param message what is wrong and what is expected
     */
    public void addProblem(String pointer, String message) {
        if (!isHopeless() && wrongPlaces.stream().noneMatch(place -> place.startsWith(pointer + "/"))) {
            wrongPlaces.add(pointer);
            problems.add(place(pointer) + (pointer.isEmpty() ? "" : shown(pointer) + ": ") + message + origin(pointer));
        }
    }

    /** A pointer in a message: the beginning of each key. */
    public static String shown(String pointer) {
        return KEY.matcher(pointer).replaceAll(key -> Matcher.quoteReplacement(Excerpt.of(key.group())));
    }

    /** Says that a value comes from the other file, where it does. */
    private String origin(String pointer) {
        JsonPointer at = JsonPointer.compile(pointer);
        boolean isFilledIn = tree.node().at(at).isMissingNode() && !whole.at(at).isMissingNode();
        return isFilledIn ? " (a value of " + base + ", which fills in what this file leaves out)" : "";
    }

    /** Throws an exception with the recorded problems, if there are any. */
    public void throwIfInvalid() throws InvalidFileException {
        if (!problems.isEmpty()) {
            throw new InvalidFileException(
                    problems.stream().distinct().limit(MAX_PROBLEMS).toList());
        }
    }

    /** Returns file, line and column of a pointer, or of its nearest existing parent. */
    private String place(String pointer) {
        JsonLocation location =
                tree.place().nearest(JsonPointer.compile(pointer)).start();
        return name + ":" + location.getLineNr() + ":" + location.getColumnNr() + ": ";
    }
}
