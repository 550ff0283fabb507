package dev.hostdouble.scenario;

import dev.hostdouble.provider.Call;
import dev.hostdouble.scenario.effect.CallProperties;
import dev.hostdouble.scenario.effect.Effect;
import dev.hostdouble.scenario.effect.Effect.JobEffect;
import dev.hostdouble.scenario.effect.Effect.OutcomeEffect;
import dev.hostdouble.scenario.effect.Effect.RepetitionEffect;
import dev.hostdouble.scenario.effect.Effect.ReplyEffect;
import dev.hostdouble.scenario.effect.Effect.RequestEffect;
import dev.hostdouble.scenario.effect.EffectContext;
import dev.hostdouble.scenario.effect.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all matching rules together do to one call: a value for each slot.
 *
 * @param request the parameters that the provider reads
 * @param outcome what the client gets instead of the provider's own answer
 * @param job the fault of the job that the call starts
 * @param repetition the second time that the call is performed
 * @param reply the changes of the reply, in the order in which they are made
 * @param rules the rules that matched, for the report
 */
public record FaultPlan(
        Optional<Planned<RequestEffect>> request,
        Optional<Planned<OutcomeEffect>> outcome,
        Optional<Planned<JobEffect>> job,
        Optional<Planned<RepetitionEffect>> repetition,
        List<Planned<ReplyEffect>> reply,
        List<MatchedRule> rules) {
    /** The plan for a call that no rule matches. */
    public static final FaultPlan NONE =
            new FaultPlan(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());

    public FaultPlan {
        reply = List.copyOf(reply);
        rules = List.copyOf(rules);
    }

    /** An effect, the rule it belongs to, and what it needs to know of the call. */
    public record Planned<E extends Effect>(MatchedRule rule, E effect, EffectContext context) {}

    /**
     * The plan of the rules that may match a call.
     *
     * @param candidates in the order of evaluation
     * @param number the number that the call will have in the journal
     */
    static FaultPlan of(List<ActiveRule> candidates, Call call, CallProperties properties, long number) {
        Builder plan = new Builder();
        Optional<Boolean> isLetIn = Optional.empty();
        for (ActiveRule active : candidates) {
            Optional<MatchedRule> match = active.evaluate(call, properties, number);
            if (match.isEmpty()) {
                continue;
            }
            if (!active.rule().isInFrontOfAuthentication()) {
                if (isLetIn.isEmpty()) {
                    isLetIn = Optional.of(call.isLetIn());
                }
                if (!isLetIn.get()) {
                    // Such a caller uses up nothing: the provider answers before the rule could.
                    active.countRefused(call, number);
                    continue;
                }
            }
            plan.add(
                    match.get(),
                    active.context(match.get(), call, properties, match.get().n()));
        }
        return plan.build();
    }

    /** Whether no rule matches the call. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Fills the slots, in the order of the rules. */
    static final class Builder {
        private final List<MatchedRule> rules = new ArrayList<>(1);
        private final Map<Slot, MatchedRule> owners = new EnumMap<>(Slot.class);
        private final List<Planned<ReplyEffect>> reply = new ArrayList<>(1);
        private Optional<Planned<RequestEffect>> request = Optional.empty();
        private Optional<Planned<OutcomeEffect>> outcome = Optional.empty();
        private Optional<Planned<JobEffect>> job = Optional.empty();
        private Optional<Planned<RepetitionEffect>> repetition = Optional.empty();

        /** Adds a rule that matched, with its effects if it was chosen. */
        void add(MatchedRule rule, EffectContext context) {
            rules.add(rule);
            if (!rule.chosen()) {
                return;
            }
            Optional<MatchedRule> endedBy = Optional.ofNullable(owners.get(Slot.OUTCOME));
            for (Effect effect : rule.rule().effects()) {
                Optional<MatchedRule> winner = endedBy.or(() -> Optional.ofNullable(owners.get(effect.slot())));
                if (winner.isPresent()) {
                    rule.lost(effect, winner.get());
                } else if (effect instanceof OutcomeEffect conditional && !conditional.strikes(context)) {
                    rule.idle(effect, conditional.whyNot());
                } else {
                    plan(rule, effect, context);
                    if (!effect.slot().addsUp()) {
                        owners.put(effect.slot(), rule);
                    }
                }
            }
        }

        private void plan(MatchedRule rule, Effect effect, EffectContext context) {
            if (effect instanceof OutcomeEffect one) {
                outcome = Optional.of(new Planned<>(rule, one, context));
            } else if (effect instanceof RequestEffect one) {
                request = Optional.of(new Planned<>(rule, one, context));
            } else if (effect instanceof JobEffect one) {
                job = Optional.of(new Planned<>(rule, one, context));
            } else if (effect instanceof RepetitionEffect one) {
                repetition = Optional.of(new Planned<>(rule, one, context));
            } else if (effect instanceof ReplyEffect one) {
                reply.add(new Planned<>(rule, one, context));
            }
        }

        FaultPlan build() {
            if (rules.isEmpty()) {
                return NONE;
            }
            reply.sort(Comparator.comparing(planned -> planned.effect().slot()));
            return new FaultPlan(request, outcome, job, repetition, reply, rules);
        }
    }
}
