package dev.hostdouble.journal;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces credentials in XML: the text of elements, and the values of attributes. The text need not be well-formed. */
final class XmlSecrets {
    private static final String NAME = "(?:[\\w.-]{1,100}:)?([\\w.-]{1,100}+)";

    /** The start of an element, and the text or CDATA after it. */
    private static final Pattern ELEMENT = Pattern.compile("(<" + NAME + "(?:\\s[^<>]*+)?(?<!/)>\\s*+)"
            + "(?:(<!\\[CDATA\\[)([^\\]]*+(?:](?!]>)[^\\]]*+)*+)|([^<>]+))");

    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?<=\\s)(" + NAME + "\\s*+=\\s*+)(?:\"([^\"<>]+)\"|'([^'<>]+)')");

    private XmlSecrets() {}

    static boolean isXml(String text) {
        return text.stripLeading().startsWith("<");
    }

    static String in(String text, Predicate<String> names, UnaryOperator<String> replacement) {
        String masked = ELEMENT.matcher(text).replaceAll(found -> {
            if (!names.test(found.group(2))) {
                return Matcher.quoteReplacement(found.group());
            }
            boolean isCdata = found.group(3) != null;
            String value = isCdata ? found.group(4) : found.group(5);
            String plain = value.stripTrailing();
            return Matcher.quoteReplacement(found.group(1)
                    + (isCdata ? found.group(3) : "")
                    + (plain.isEmpty() ? plain : replacement.apply(plain))
                    + value.substring(plain.length()));
        });
        return ATTRIBUTE.matcher(masked).replaceAll(found -> {
            boolean isDouble = found.group(3) != null;
            String value = isDouble ? found.group(3) : found.group(4);
            String quote = isDouble ? "\"" : "'";
            return Matcher.quoteReplacement(
                    found.group(1) + quote + (names.test(found.group(2)) ? replacement.apply(value) : value) + quote);
        });
    }
}
