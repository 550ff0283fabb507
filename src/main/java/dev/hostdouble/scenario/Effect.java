package dev.hostdouble.scenario;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.ErrorCatalogue;
import dev.hostdouble.provider.Operation.Handler;
import java.time.Duration;
import java.util.Map;

/**
 * What a rule does to a call. Effects surround the call in the order of the rule; most change the call or its reply and
 * pass it on.
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
    /** Applies the effect to the call, and passes it on to the next effect. */
    Reply apply(RuleContext context, Handler next);

    /** Whether the call reaches the provider. */
    default boolean reachesProvider() {
        return true;
    }

    /**
     * An authenticated call fails with an error of its provider and changes nothing.
     *
     * @param error the name or code of the error
     * @param arguments the placeholders of its text; missing ones are taken from the call
     */
    record ErrorEffect(String error, Map<String, ?> arguments) implements Effect {
        public ErrorEffect {
            arguments = Map.copyOf(arguments);
        }

        @Override
        public Reply apply(RuleContext context, Handler next) {
            ErrorCatalogue.of(context.call(), error, arguments).ifPresent(context.call()::injectError);
            return next.handle(context.call());
        }
    }

    /** Applies a fault to the job that the call starts. */
    record JobFaultEffect(JobFault fault) implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            context.call().injectJobFault(fault);
            return next.handle(context.call());
        }
    }

    /** Makes the job that the call starts fail, with an error of the provider or another text. */
    record JobFailureEffect(String error, Map<String, ?> arguments, double at) implements Effect {
        public JobFailureEffect {
            arguments = Map.copyOf(arguments);
        }

        @Override
        public Reply apply(RuleContext context, Handler next) {
            String words = ErrorCatalogue.of(context.call(), error, arguments)
                    .map(ApiException::text)
                    .orElse(error);
            context.call().injectJobFault(new JobFault.Fail(words, at));
            return next.handle(context.call());
        }
    }

    /** The operation fails unexpectedly: the client gets the provider's own 500. */
    record ServerErrorEffect() implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            throw new IllegalStateException("broken on demand");
        }
    }

    /**
     * Replaces the reply.
     *
     * @param body a template with {@code {{…}}} for properties of the call
     * @param performed whether the call is performed all the same
     */
    record ReplyEffect(int status, Map<String, String> headers, String body, boolean performed) implements Effect {
        public ReplyEffect {
            headers = Map.copyOf(headers);
        }

        @Override
        public Reply apply(RuleContext context, Handler next) {
            TextTemplate template = new TextTemplate(context);
            Headers own = Headers.NONE;
            for (String name : headers.keySet().stream().sorted().toList()) {
                own = own.plus(name, template.fill(String.valueOf(headers.get(name))));
            }
            Reply other = Reply.of(status, Bytes.of(template.fill(body)))
                    .with(own)
                    .withAnswer("injected")
                    .with(Evidence.ASSUMED);
            context.call().rewriteReply(reply -> other.withDelivery(reply.delivery()));
            return next.handle(context.call());
        }

        @Override
        public boolean reachesProvider() {
            return performed;
        }
    }

    /** Limits the calls of each caller in a period. */
    record RateLimitEffect(int limit, Duration per) implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            return StatefulEffects.apply(this, context, next);
        }
    }

    /** Revokes the caller's credential, from this call on. */
    record ExpireTokenEffect() implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            if (context.call().dialect().credential(context.call().request()).isPresent()) {
                context.revoke();
                throw context.call().dialect().expired();
            }
            return next.handle(context.call());
        }
    }

    /** Returns the reply of an earlier read of the same caller. */
    record StaleEffect(int reads) implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            return StatefulEffects.apply(this, context, next);
        }
    }

    /** The item that the call orders is sold out. */
    record OutOfStockEffect() implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            Call call = context.call();
            call.operation()
                    .sale()
                    .ifPresent(sale -> call.injectError(sale.soldOut()
                            .with(
                                    sale.placeholder(),
                                    call.params().get(sale.parameter()).orElse(""))));
            return next.handle(context.call());
        }
    }

    /** Performs the call twice, and answers with the first reply. */
    record TwiceEffect() implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            Reply first = next.handle(context.call());
            try {
                next.handle(context.call());
            } catch (ApiException e) {
                return first; // it could only be performed once
            }
            return first;
        }
    }

    /** Replaces parameters of the call: the provider does something else than the client asked for. */
    record ParametersEffect(Map<String, Object> parameters) implements Effect {
        public ParametersEffect {
            parameters = Map.copyOf(parameters);
        }

        @Override
        public Reply apply(RuleContext context, Handler next) {
            context.call().overrideParams(parameters);
            return next.handle(context.call());
        }
    }
}
