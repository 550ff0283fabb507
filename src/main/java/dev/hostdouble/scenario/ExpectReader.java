package dev.hostdouble.scenario;

import dev.hostdouble.scenario.Rule.Expect;
import dev.hostdouble.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Parses how often a rule must apply: {@code 1}, {@code "1-"}, or {@code { times: "1-", with: [earlier] }}. */
final class ExpectReader {
    private static final String TIMES = "times";
    private static final String WITH = "with";
    private static final int MOST_RULES = 100;

    private ExpectReader() {}

    /**
     * Parses the expectation of a rule; records problems in the file.
     *
     * @param self the name of the rule
     * @param before the rules before it
     */
    static Optional<Expect> read(YamlNode node, String self, List<Rule> before) {
        if (!node.json().isObject()) {
            return node.isMissing() ? Optional.empty() : times(node, List.of());
        }
        node.allowKeys("key of expect", List.of(TIMES, WITH));
        for (String key : List.of(TIMES, WITH)) {
            if (!node.has(key)) {
                node.expected("{ times: \"1-\", with: [earlier-rule] }");
                return Optional.empty();
            }
        }
        return times(node.get(TIMES), with(node.get(WITH), self, before));
    }

    private static List<String> with(YamlNode node, String self, List<Rule> before) {
        List<YamlNode> items = node.items();
        if (items.isEmpty() || items.size() > MOST_RULES) {
            node.expected("the name of an earlier rule, or a list of 1 to " + MOST_RULES);
        }
        List<String> names = new ArrayList<>();
        for (YamlNode item : items) {
            Optional<String> name = item.text("the name of an earlier rule");
            name.ifPresent(earlier -> {
                RuleReader.checkEarlier(item, earlier, before, self, "a rule always counts itself");
                if (names.contains(earlier)) {
                    item.problem("the rule '" + YamlNode.excerpt(earlier) + "' is named twice");
                }
                names.add(earlier);
            });
        }
        return names;
    }

    private static Optional<Expect> times(YamlNode node, List<String> with) {
        Optional<CallRange.Part> range = node.json().isIntegralNumber()
                        || node.json().isTextual()
                ? CallRange.parse(
                        node.json().asText().equals("first") ? "" : node.json().asText(), 0)
                : Optional.empty();
        if (range.isEmpty()) {
            node.expected("how often the rule applies: a number (1) or a range (\"1-\", \"0-2\")");
        }
        if (range.isPresent() && range.get().first() == 0 && range.get().last() == Long.MAX_VALUE) {
            node.problem("'0-' is always met: expected a number (1) or a range that can be missed (\"1-\", \"0-2\")");
        }
        return range.map(from -> new Expect(
                from.first(),
                from.last() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(from.last()),
                with));
    }
}
