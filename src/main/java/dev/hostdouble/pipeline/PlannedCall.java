package dev.hostdouble.pipeline;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Params;
import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.scenario.CallFacts;
import dev.hostdouble.scenario.FaultPlan;
import dev.hostdouble.scenario.FaultPlan.Planned;
import dev.hostdouble.scenario.MatchedRule;
import dev.hostdouble.scenario.effect.Effect;
import dev.hostdouble.scenario.effect.Effect.OutcomeEffect;
import dev.hostdouble.scenario.effect.Effect.ReplyEffect;
import dev.hostdouble.scenario.effect.ProceedEffect;
import dev.hostdouble.scenario.effect.Slot;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One call with its fault plan: carries the plan out, and observes what each effect really changed. */
final class PlannedCall {
    private final FaultPlan plan;
    private final Call call;
    private final Database database;
    private boolean isLetIn;
    private boolean isPerformed;
    private boolean isAskedOtherwise;
    private boolean isRepeated;
    private boolean isAnswered;
    private boolean isPreempted;

    PlannedCall(FaultPlan plan, Call call, Database database) {
        this.plan = plan;
        this.call = call;
        this.database = database;
    }

    /**
     * Answers the call.
     *
     * @param provider lets the caller in, performs the call and formats the reply
     */
    Reply carryOut(Handler provider) {
        Optional<OutcomeEffect> outcome = plan.outcome().map(Planned::effect);
        boolean skipsProvider = outcome.isPresent()
                && !outcome.get().performed()
                && outcome.get().isInFrontOfAuthentication();
        Reply own = skipsProvider ? notPerformed() : provider.handle(prepared(outcome));
        if (own.answer().equals(ReplyFormattingInterceptor.REFUSED)) {
            // Strict mode has rolled the call back.
            isPerformed = false;
            isAskedOtherwise = false;
            isRepeated = false;
        }
        Reply reply = plan.outcome().map(planned -> answer(planned, own)).orElse(own);
        reportCall();
        return changed(reply);
    }

    private static Reply notPerformed() {
        return Reply.of(200, Bytes.NONE).withAnswer(Reply.INJECTED);
    }

    /** The call as the provider sees it. */
    private Call prepared(Optional<OutcomeEffect> outcome) {
        Call prepared = call;
        if (outcome.isPresent() && !outcome.get().performed()) {
            return call.withHandler(same -> {
                isLetIn = true;
                outcome.get().instead(call);
                return notPerformed();
            });
        }
        if (plan.request().isPresent()) {
            prepared = prepared.withParams(overridden());
        }
        Optional<JobFault> fault =
                plan.job().flatMap(planned -> planned.effect().fault(planned.context()));
        if (fault.isPresent()) {
            prepared = prepared.withJobFault(plan.job().get().rule().id(), fault.get());
        }
        return prepared.withHandler(this::perform);
    }

    private Reply perform(Call same) {
        isLetIn = true;
        Reply first = plan.request().isPresent() ? performOtherwise(same) : same.perform();
        isPerformed = true;
        if (plan.repetition().isPresent()) {
            long once = database.contentHash();
            try {
                database.nested(same::perform);
                isRepeated = database.contentHash() != once;
            } catch (ApiException e) {
                isRepeated = false; // the provider refuses the second time
            }
        }
        return first;
    }

    /** Performs the call with other parameters, and finds out whether they make a difference. */
    private Reply performOtherwise(Call same) {
        Call asSent = same.withParams(call.params()).forRehearsal();
        PerformedCall without = database.rehearse(() -> PerformedCall.of(asSent, database));
        PerformedCall with = PerformedCall.of(same, database);
        isAskedOtherwise = !with.isSameAs(without);
        return with.reply().get();
    }

    private Params overridden() {
        Planned<Effect.RequestEffect> planned = plan.request().orElseThrow();
        return ParameterOverride.apply(call.params(), planned.effect().parameters(planned.context()));
    }

    private Reply answer(Planned<OutcomeEffect> planned, Reply own) {
        OutcomeEffect effect = planned.effect();
        if (!isLetIn && !effect.isInFrontOfAuthentication()) {
            report(planned, false, "the provider did not let the caller in");
            return own;
        }
        isAnswered = true;
        isPreempted = !effect.performed();
        report(planned, true, "");
        return effect.answer(planned.context(), call, own);
    }

    /** Reports the effects on the performance of the call. */
    private void reportCall() {
        plan.request().ifPresent(planned -> {
            boolean reaches = isLetIn && !isPreempted;
            report(
                    planned,
                    reaches && isAskedOtherwise,
                    preempted(reaches ? "the call comes to the same" : "the provider did not perform it"));
        });
        plan.job()
                .ifPresent(planned -> report(
                        planned,
                        isPerformed && call.trace().jobFaultApplied(),
                        preempted(
                                call.trace().startsJob()
                                        ? "the job is the same without it"
                                        : "the call started no job")));
        plan.repetition()
                .ifPresent(planned -> report(
                        planned,
                        isRepeated,
                        preempted(isPerformed ? "the second call failed or changed nothing" : "the call failed")));
        for (MatchedRule rule : plan.rules()) {
            for (Effect effect : rule.rule().effects()) {
                if (effect instanceof ProceedEffect count) {
                    boolean isRefused = isLetIn && !isPreempted && !isPerformed;
                    report(
                            rule,
                            effect,
                            count.refused() ? isRefused : isPerformed,
                            preempted("the provider " + (isPerformed ? "performed" : "did not perform") + " the call"));
                }
            }
        }
    }

    /** The reply with all changes. */
    private Reply changed(Reply original) {
        Reply reply = original;
        Set<MatchedRule> changers = new HashSet<>(2);
        for (Planned<ReplyEffect> planned : plan.reply()) {
            ReplyEffect effect = planned.effect();
            if (effect.slot() != Slot.DELAY && reply.delivery().sendsNothing()) {
                report(planned, false, answered("no byte of the reply is sent"));
            } else if (isOfProvider(effect.slot()) && reply.answer().equals(Reply.INJECTED)) {
                report(planned, false, answered("the reply is not the provider's"));
            } else {
                Reply next = effect.change(planned.context(), reply);
                boolean isNoticed = effect.isNoticed(call.request(), shown(reply), shown(next));
                if (isNoticed) {
                    changers.add(planned.rule());
                } else if (changers.stream().anyMatch(other -> other != planned.rule())) {
                    planned.rule().prevented(effect, "the client notices no difference to what other rules changed");
                }
                String unnoticed = "the client notices no difference";
                report(planned, isNoticed, isAnswered ? answered(unnoticed) : unnoticed);
                reply = isNoticed && !effect.isStillOfProvider() ? next.with(Evidence.ASSUMED) : next;
            }
        }
        return reply;
    }

    /** The reply with as much of its body as the client sees. */
    private Reply shown(Reply reply) {
        for (Planned<ReplyEffect> planned : plan.reply()) {
            OptionalInt bytes = planned.effect().shownBytes();
            if (bytes.isPresent() && bytes.getAsInt() < reply.body().length()) {
                return reply.with(Bytes.of(Arrays.copyOf(reply.body().array(), bytes.getAsInt())));
            }
        }
        return reply;
    }

    /** Why an effect on the performance changed nothing: because a rule kept the provider from performing, or otherwise. */
    private String preempted(String otherwise) {
        return isPreempted ? answered(otherwise) : otherwise;
    }

    /** Names the rule that answers the call, if there is one. */
    private String answered(String otherwise) {
        return plan.outcome().map(planned -> planned.rule().preempts()).orElse(otherwise);
    }

    private static boolean isOfProvider(Slot slot) {
        return slot == Slot.EDIT || slot == Slot.AGE;
    }

    private void report(Planned<?> planned, boolean isApplied, String otherwise) {
        report(planned.rule(), planned.effect(), isApplied, otherwise);
    }

    private void report(MatchedRule rule, Effect effect, boolean isApplied, String otherwise) {
        if (isApplied) {
            rule.applied(effect);
        } else if (isAnswered && effect instanceof ReplyEffect) {
            rule.prevented(effect, otherwise);
        } else {
            rule.idle(effect, otherwise);
        }
    }

    /** What became of the call. */
    CallFacts facts() {
        boolean isKeptFromSuccess = isAskedOtherwise && !isPerformed;
        return new CallFacts(
                isLetIn,
                isPreempted || isKeptFromSuccess,
                isPerformed,
                call.trace().startsJob());
    }
}
