package dev.hostdouble.world;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.journal.Secrets;
import dev.hostdouble.provider.Call;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each call, at level INFO: world, request, operation, answer and rules. It has neither query nor bodies nor credentials. */
final class CallLog {
    private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);

    private static final int LONGEST_PATH = 200;

    private CallLog() {}

    /** Whether calls are logged: writing a line may take as long as its reader pleases. */
    static boolean isOn() {
        return LOG.isInfoEnabled();
    }

    static void log(String world, Call call, Reply reply) {
        if (!isOn()) {
            return;
        }
        String rules = reply.ruleHits().stream()
                .filter(RuleHit::applied)
                .map(RuleHit::rule)
                .collect(Collectors.joining(", "));
        LOG.info(
                "world {}: {} {} -> {}: {} {}, {}{}",
                world,
                Excerpt.of(call.request().method()),
                Excerpt.of(call.provider().credentials().inPath(call.request().path(), Secrets.MASK), LONGEST_PATH),
                call.operation().id(),
                reply.status(),
                reply.answer(),
                reply.evidence().word(),
                rules.isEmpty() ? "" : ", by rule " + rules);
    }
}
