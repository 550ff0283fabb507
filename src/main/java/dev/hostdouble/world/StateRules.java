package dev.hostdouble.world;

import dev.hostdouble.core.Fact;
import dev.hostdouble.db.Tables;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.provider.Provider;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the rows of a saved state must meet besides types and keys, so that no call meets a row that cannot be. The rules stand
 * in the comments of the scripts that create the tables: {@code -- table must: condition -- the condition in words}.
 */
final class StateRules {
    private static final Pattern RULE = Pattern.compile("^-- (\\w+) must: (.+) -- (.+)$", Pattern.MULTILINE);

    private StateRules() {}

    /**
     * Checks the rows of all tables.
     *
     * @throws IllegalArgumentException naming the first row that does not meet a rule, and the rule
     */
    static void check(Tables tables, List<Provider> providers) {
        check(tables, Jobs.SCHEMA);
        for (Provider provider : providers) {
            String facts = provider.facts().stream().map(Fact::name).collect(Collectors.joining("', '", "('", "')"));
            check(tables, provider.tables().get().replace("{facts}", facts));
        }
    }

    private static void check(Tables tables, String script) {
        Matcher rule = RULE.matcher(script);
        while (rule.find()) {
            int row = tables.firstUnlike(rule.group(1), rule.group(2));
            if (row >= 0) {
                throw new IllegalArgumentException(
                        "/tables/" + rule.group(1) + "/" + row + ": does not hold: " + rule.group(3));
            }
        }
    }
}
