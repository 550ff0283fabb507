package dev.hostdouble.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts with values of the call in them: {@code {{path.sid}}} and whatever else conditions can ask for; {@code {{now}}},
 * the instant; {@code {{match}}}, the number of the call; {@code {{random.8}}}, so many letters and digits of the seed.
 */
record TextTemplate(RuleContext strike) {
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
            return strike.now().toString();
        }
        if (name.equals("match")) {
            return String.valueOf(strike.match());
        }
        if (name.matches("random\\.\\d{1,4}")) {
            return strike.draw().alphanumeric(Math.min(LONGEST, Integer.parseInt(name.substring(7))));
        }
        return strike.properties().get(name).text();
    }
}
