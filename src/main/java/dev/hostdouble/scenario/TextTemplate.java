package dev.hostdouble.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills templates with values of the call: {@code {{path.sid}}} and every other property of a condition; {@code {{now}}},
 * the time; {@code {{match}}}, the number of the call; {@code {{random.8}}}, eight letters and digits from the seed.
 */
record TextTemplate(RuleContext context) {
    private static final Pattern VALUE = Pattern.compile("\\{\\{\\s*([A-Za-z][\\w.-]{0,200})\\s*}}");
    private static final int LONGEST = 1000;

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
            return context.draw().alphanumeric(Math.min(LONGEST, Integer.parseInt(name.substring(7))));
        }
        return context.properties().get(name).text();
    }
}
