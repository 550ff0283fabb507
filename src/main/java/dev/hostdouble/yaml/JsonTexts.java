package dev.hostdouble.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON as text, without a mapper: a scenario is read in less time than it takes to create one. */
public final class JsonTexts {
    // What was accepted as YAML must be readable as JSON, whatever its size; whoever reads from outside limits that
    // before.
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int NO_LIMIT = 0;
    private static final int LAST_PRINTABLE_ASCII = 0x7E;

    /** An escape: of a surrogate pair, of another character, or a short one. */
    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\(?:u([dD][89abAB]\\p{XDigit}{2})\\\\u([dD][c-fC-F]\\p{XDigit}{2})|u(\\p{XDigit}{4})|.)",
            Pattern.DOTALL);

    private JsonTexts() {}

    /** Returns JSON as text, without blanks: what its {@code toString} returns. */
    public static String of(JsonNode json) {
        return text(json, NO_LIMIT);
    }

    /** As {@link #of}, in printable ASCII: no encoding and no parser takes offence at any character. */
    public static String ascii(JsonNode json) {
        return text(json, LAST_PRINTABLE_ASCII);
    }

    /** Returns the text of JSON with every character that is not printable ASCII as an escape. */
    public static String escaped(String json) {
        StringBuilder text = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c > LAST_PRINTABLE_ASCII) {
                text.append("\\u").append(HEX.toHexDigits(c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** Undoes {@link #escaped}, for people and for a search. Halves of surrogate pairs stay escapes: they are not UTF-8. */
    public static String readable(String json) {
        Matcher escape = ESCAPE.matcher(json);
        StringBuilder text = new StringBuilder(json.length());
        while (escape.find()) {
            String shown = escape.group();
            if (escape.group(1) != null) {
                shown = character(escape.group(1)) + character(escape.group(2));
            } else if (escape.group(3) != null) {
                char c = character(escape.group(3)).charAt(0);
                shown = c > 0x7F && !Character.isSurrogate(c) ? String.valueOf(c) : shown;
            }
            escape.appendReplacement(text, Matcher.quoteReplacement(shown));
        }
        return escape.appendTail(text).toString();
    }

    private static String character(String hex) {
        return String.valueOf((char) Integer.parseInt(hex, 16));
    }

    private static String text(JsonNode json, int highestNonEscaped) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text);
                JsonParser tokens = json.traverse()) {
            generator.setHighestNonEscapedChar(highestNonEscaped);
            tokens.nextToken();
            generator.copyCurrentStructure(tokens);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Parses JSON.
     *
     * @throws IOException if the text is not JSON
     */
    public static JsonNode parse(String text) throws IOException {
        return tree(text).node();
    }

    /** As {@link #parse}, with the places of the values. */
    static Tree tree(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Tree tree = Tree.read(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "there is something after its end");
            }
            return tree;
        }
    }
}
