package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Changes a call, its job or its reply. Each kind of effect is one file of this package, with its reader and its part of
 * the schema; {@link EffectTypes} lists them. An effect has no state of its own: what it remembers is in the memory of its
 * rule.
 */
public interface Effect {
    /** The key of the effect in a scenario file. */
    String kind();

    /** What the effect changes. */
    Slot slot();

    /** Whether it can change a call of an operation; {@code check} refuses a rule for operations it cannot change. */
    default boolean canChange(Operation operation) {
        return true;
    }

    /** Whether it also meets callers that the provider does not let in. */
    default boolean isInFrontOfAuthentication() {
        return true;
    }

    /** Changes the parameters that the provider reads. */
    interface RequestEffect extends Effect {
        /** The parameters that replace those of the call, by name. */
        Map<String, Object> parameters(EffectContext context);

        @Override
        default Slot slot() {
            return Slot.REQUEST;
        }

        @Override
        default boolean isInFrontOfAuthentication() {
            return false;
        }
    }

    /** Answers in place of the provider. */
    interface OutcomeEffect extends Effect {
        /** Whether the provider performs the call anyway. */
        boolean performed();

        /** Whether this call gets the outcome; a rate limit only strikes beyond the limit. */
        default boolean strikes(EffectContext context) {
            return true;
        }

        /** Why a call does not get the outcome although the rule was chosen, for the journal. */
        default String whyNot() {
            return "";
        }

        /** What happens in the provider instead of the operation. */
        default void instead(Call call) {
            // Nothing, unless an effect says otherwise.
        }

        /**
         * The reply that the client gets.
         *
         * @param own the provider's own reply if the call was performed
         */
        Reply answer(EffectContext context, Call call, Reply own);

        @Override
        default Slot slot() {
            return Slot.OUTCOME;
        }
    }

    /** Changes the job that the call starts. */
    interface JobEffect extends Effect {
        /** The fault that the job gets; empty if this call has none. */
        Optional<JobFault> fault(EffectContext context);

        @Override
        default Slot slot() {
            return Slot.JOB;
        }

        @Override
        default boolean canChange(Operation operation) {
            return operation.job().isPresent();
        }

        @Override
        default boolean isInFrontOfAuthentication() {
            return false;
        }
    }

    /** Has the provider perform the call again. */
    interface RepetitionEffect extends Effect {
        @Override
        default Slot slot() {
            return Slot.REPETITION;
        }

        @Override
        default boolean isInFrontOfAuthentication() {
            return false;
        }
    }

    /** Changes the reply, or how it is sent. */
    interface ReplyEffect extends Effect {
        /** Returns the changed reply. */
        Reply change(EffectContext context, Reply reply);

        /** How many bytes of a body the client sees if it does not even learn the length of the rest; else empty. */
        default OptionalInt shownBytes() {
            return OptionalInt.empty();
        }

        /** Whether a client notices the change of the reply to a request. */
        default boolean isNoticed(Request request, Reply before, Reply after) {
            return before.status() != after.status()
                    || !before.headers().equals(after.headers())
                    || (!before.body().equals(after.body()) && hasBody(request, after));
        }

        /** Whether the changed reply is still one of the provider, whole and as the provider writes it: its evidence stays. */
        default boolean isStillOfProvider() {
            return false;
        }
    }

    /** Whether the reply to a request has a body on the wire. */
    static boolean hasBody(Request request, Reply reply) {
        return !request.method().equals("HEAD") && reply.status() != 204 && reply.status() != 304;
    }
}
