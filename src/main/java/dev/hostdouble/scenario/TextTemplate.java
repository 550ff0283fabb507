package dev.hostdouble.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the placeholders of a template. {@code {{path.sid}}} and the like are properties of the call, see
 * {@link CallProperties}; {@code {{now}}} is the world's time, {@code {{match}}} the number of the matching call, and
 * {@code {{random.8}}} a string of eight random letters and digits.
 */
record TextTemplate(RuleContext context) {
    private static final Pattern VALUE = Pattern.compile("\\{\\{\\s*([A-Za-z][\\w.-]{0,200})\\s*}}");
    private static final int LONGEST = 1000;

    /** Returns a template with its placeholders replaced; unknown ones become empty. */
    String fill(String text) {
        Matcher value = VALUE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (value.find()) {
            value.appendReplacement(filled, Matcher.quoteReplacement(value(value.group(1))));
        }
        return value.appendTail(filled).toString();
    }

    private String value(String name) {
        if (name.equals("now")) {
            return context.now().toString();
        }
        if (name.equals("match")) {
            return String.valueOf(context.match());
        }
        if (name.matches("random\\.\\d{1,4}")) {
            return context.random().alphanumeric(Math.min(LONGEST, Integer.parseInt(name.substring(7))));
        }
        return context.properties().get(name).text();
    }
}
