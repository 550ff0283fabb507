package dev.hostdouble.scenario;

import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.effect.Effect;
import dev.hostdouble.scenario.effect.Effect.OutcomeEffect;
import dev.hostdouble.scenario.effect.Slot;
import dev.hostdouble.yaml.YamlNode;
import java.util.List;
import java.util.Set;

/** Refuses rules that are well-formed, but can never do what they say. */
final class RuleChecks {
    /** Outcomes that send no byte of a reply, or a reply that is not the provider's. */
    private static final Set<String> WITHOUT_REPLY = Set.of("lose_reply", "transport");

    private static final Set<String> FOREIGN_REPLY = Set.of("reply", "gateway");

    private RuleChecks() {}

    static void check(Rule rule, List<Rule> before, List<Operation> matched, YamlNode node) {
        checkExpectation(rule, node);
        checkEffectsTogether(rule, node);
        HiddenRules.why(rule, before, matched).ifPresent(node::problem);
    }

    private static void checkExpectation(Rule rule, YamlNode node) {
        if (rule.expect().isEmpty()) {
            return;
        }
        long least = rule.expect().get().least();
        if (rule.per().isEmpty()
                && rule.expect().get().with().isEmpty()
                && rule.calls().size() < least) {
            node.get("expect")
                    .problem("the rule can apply at most " + rule.calls().size() + " times, as 'calls' says");
        }
    }

    /** Refuses effects on a reply that another effect of the rule replaces or drops. */
    private static void checkEffectsTogether(Rule rule, YamlNode node) {
        for (Effect effect : rule.effects()) {
            if (!(effect instanceof OutcomeEffect outcome)) {
                continue;
            }
            for (Effect other : rule.effects()) {
                Slot slot = other.slot();
                boolean needsReply = slot == Slot.EDIT
                        || slot == Slot.AGE
                        || slot == Slot.ENCODING
                        || slot == Slot.SPEED
                        || slot == Slot.CONNECTION;
                boolean needsOwnReply = slot == Slot.EDIT || slot == Slot.AGE;
                boolean needsOperation =
                        slot == Slot.JOB || slot == Slot.REPETITION || slot == Slot.REQUEST || slot == Slot.NONE;
                if (WITHOUT_REPLY.contains(effect.kind()) && needsReply) {
                    node.get("effect")
                            .problem("'" + other.kind() + "' changes nothing together with '" + effect.kind()
                                    + "': no byte of the reply is sent");
                } else if ((FOREIGN_REPLY.contains(effect.kind()) && needsOwnReply)
                        || (slot == Slot.AGE
                                && !outcome.performed()
                                && !effect.kind().equals("rate_limit"))) {
                    node.get("effect")
                            .problem("'" + other.kind() + "' changes nothing together with '" + effect.kind()
                                    + "': the reply is not the provider's");
                } else if (!outcome.performed()
                        && needsOperation
                        && !effect.kind().equals("rate_limit")) {
                    node.get("effect")
                            .problem("'" + other.kind() + "' changes nothing together with '" + effect.kind()
                                    + "': the provider does not perform the call; add performed: true");
                }
            }
        }
    }
}
