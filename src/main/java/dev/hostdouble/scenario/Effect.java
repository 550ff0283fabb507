package dev.hostdouble.scenario;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.ErrorCatalogue;
import dev.hostdouble.provider.OperationHandler;
import java.time.Duration;
import java.util.Map;

/**
 * What a rule does to a call it strikes. Effects surround the call in the order in which a rule has them; most change the
 * call or its reply and let it through.
 */
public sealed interface Effect
        permits Effect.ErrorEffect,
                Effect.JobFaultEffect,
                Effect.JobFailureEffect,
                Effect.ServerErrorEffect,
                Effect.ReplyEffect,
                Effect.RateLimitEffect,
                Effect.ExpireTokenEffect,
                Effect.StaleEffect,
                Effect.OutOfStockEffect,
                Effect.TwiceEffect,
                Effect.ParametersEffect,
                DeliveryEffect.DelayEffect,
                DeliveryEffect.SlowBodyEffect,
                DeliveryEffect.TransportEffect,
                DeliveryEffect.LoseReplyEffect,
                DeliveryEffect.ContentEffect {
    /** Does it to the call, and lets it through to the effects after it. */
    Reply apply(RuleContext strike, OperationHandler next);

    /** Whether the call gets as far as the provider. */
    default boolean reachesProvider() {
        return true;
    }

    /**
     * An allowed call fails with an error of its provider, in the provider's own words; nothing takes effect.
     *
     * @param error the error's name or code
     * @param arguments what its words say; what is left out comes from the call
     */
    record ErrorEffect(String error, Map<String, ?> arguments) implements Effect {
        public ErrorEffect {
            arguments = Map.copyOf(arguments);
        }

        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            ErrorCatalogue.of(strike.call(), error, arguments).ifPresent(strike.call()::injectError);
            return next.handle(strike.call());
        }
    }

    /** The call goes through, and the job it starts meets that fate. */
    record JobFaultEffect(JobFault fate) implements Effect {
        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            strike.call().injectJobFault(fate);
            return next.handle(strike.call());
        }
    }

    /** The call goes through, and the job it starts fails: with an error of the provider, or with other words. */
    record JobFailureEffect(String error, Map<String, ?> arguments, double at) implements Effect {
        public JobFailureEffect {
            arguments = Map.copyOf(arguments);
        }

        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            String words = ErrorCatalogue.of(strike.call(), error, arguments)
                    .map(ApiException::text)
                    .orElse(error);
            strike.call().injectJobFault(new JobFault.Fail(words, at));
            return next.handle(strike.call());
        }
    }

    /** The operation breaks as if it had a bug: the client sees the provider's own 500. */
    record ServerErrorEffect() implements Effect {
        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            throw new IllegalStateException("broken on demand");
        }
    }

    /**
     * Another reply.
     *
     * @param body with {@code {{…}}} for properties of the call
     * @param performed whether the call takes effect all the same
     */
    record ReplyEffect(int status, Map<String, String> headers, String body, boolean performed) implements Effect {
        public ReplyEffect {
            headers = Map.copyOf(headers);
        }

        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            TextTemplate template = new TextTemplate(strike);
            Headers own = Headers.NONE;
            for (String name : headers.keySet().stream().sorted().toList()) {
                own = own.plus(name, template.fill(String.valueOf(headers.get(name))));
            }
            Reply other = Reply.of(status, Bytes.of(template.fill(body)))
                    .with(own)
                    .withAnswer("injected")
                    .with(Evidence.ASSUMED);
            strike.call().rewriteReply(reply -> other.withDelivery(reply.delivery()));
            return next.handle(strike.call());
        }

        @Override
        public boolean reachesProvider() {
            return performed;
        }
    }

    /** So many calls in so long for each caller; more are too many. */
    record RateLimitEffect(int limit, Duration per) implements Effect {
        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            return StatefulEffects.apply(this, strike, next);
        }
    }

    /** The caller's credential is good no more, from this call on. */
    record ExpireTokenEffect() implements Effect {
        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            if (strike.call().dialect().credential(strike.call().request()).isPresent()) {
                strike.revoke();
                throw strike.call().dialect().expired();
            }
            return next.handle(strike.call());
        }
    }

    /** A read answers as it did so many reads ago, to the same caller. */
    record StaleEffect(int reads) implements Effect {
        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            return StatefulEffects.apply(this, strike, next);
        }
    }

    /** What was on offer a moment ago is gone. */
    record OutOfStockEffect() implements Effect {
        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            Call call = strike.call();
            call.operation()
                    .sale()
                    .ifPresent(sale -> call.injectError(sale.soldOut()
                            .with(
                                    sale.placeholder(),
                                    call.params().get(sale.parameter()).orElse(""))));
            return next.handle(strike.call());
        }
    }

    /** The provider does twice what it was asked once, and answers for the first time. */
    record TwiceEffect() implements Effect {
        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            Reply first = next.handle(strike.call());
            try {
                next.handle(strike.call());
            } catch (ApiException e) {
                return first; // once was all that could be done
            }
            return first;
        }
    }

    /** The provider does something else than it was asked for, such as less of it. */
    record ParametersEffect(Map<String, Object> parameters) implements Effect {
        public ParametersEffect {
            parameters = Map.copyOf(parameters);
        }

        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            strike.call().overrideParams(parameters);
            return next.handle(strike.call());
        }
    }
}
