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
 * Changes a call or its reply. The effects of a rule surround the call: the first one is the outermost.
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
    /**
     * Applies the effect to a call.
     *
     * @param context the call and the rule that applies to it
     * @param next applies the remaining effects and performs the call
     * @return the reply to the call
     */
    Reply apply(RuleContext context, Handler next);

    /** Whether the provider performs the call. */
    default boolean reachesProvider() {
        return true;
    }

    /**
     * Fails an authenticated call with an error of its provider. The call changes nothing.
     *
     * @param error the name or code of the error
     * @param arguments placeholder values by name; missing ones are taken from the call
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

    /** Injects a fault into the job that the call starts. */
    record JobFaultEffect(JobFault fault) implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            context.call().injectJobFault(fault);
            return next.handle(context.call());
        }
    }

    /**
     * Fails the job that the call starts.
     *
     * @param error the name or code of an error of the provider, or any other text
     * @param arguments placeholder values by name; missing ones are taken from the call
     * @param at the progress at which the job fails, 0 to 1
     */
    record JobFailureEffect(String error, Map<String, ?> arguments, double at) implements Effect {
        public JobFailureEffect {
            arguments = Map.copyOf(arguments);
        }

        @Override
        public Reply apply(RuleContext context, Handler next) {
            String message = ErrorCatalogue.of(context.call(), error, arguments)
                    .map(ApiException::text)
                    .orElse(error);
            context.call().injectJobFault(new JobFault.Fail(message, at));
            return next.handle(context.call());
        }
    }

    /** Throws an unexpected exception, so that the client gets the provider's 500. */
    record ServerErrorEffect() implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            throw new IllegalStateException("failure injected by a scenario rule");
        }
    }

    /**
     * Replaces the reply.
     *
     * @param status the HTTP status
     * @param headers header templates by name
     * @param body a template; see {@link TextTemplate}
     * @param performed whether the provider performs the call anyway
     */
    record ReplyEffect(int status, Map<String, String> headers, String body, boolean performed) implements Effect {
        public ReplyEffect {
            headers = Map.copyOf(headers);
        }

        @Override
        public Reply apply(RuleContext context, Handler next) {
            TextTemplate template = new TextTemplate(context);
            Headers filled = Headers.NONE;
            for (String name : headers.keySet().stream().sorted().toList()) {
                filled = filled.plus(name, template.fill(String.valueOf(headers.get(name))));
            }
            Reply replacement = Reply.of(status, Bytes.of(template.fill(body)))
                    .with(filled)
                    .withAnswer("injected")
                    .with(Evidence.ASSUMED);
            context.call().rewriteReply(reply -> replacement.withDelivery(reply.delivery()));
            return next.handle(context.call());
        }

        @Override
        public boolean reachesProvider() {
            return performed;
        }
    }

    /**
     * Limits the number of calls per caller.
     *
     * @param limit the number of calls allowed in a period
     * @param per the length of a period, in the world's time; it starts with a call
     */
    record RateLimitEffect(int limit, Duration per) implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            return StatefulEffects.apply(this, context, next);
        }
    }

    /** Revokes the caller's credential: this call and later ones fail. Does nothing if the call has no credential. */
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

    /**
     * Returns the reply to an earlier identical request of the same caller.
     *
     * @param reads how many requests back; if there were fewer, the oldest reply is returned
     */
    record StaleEffect(int reads) implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            return StatefulEffects.apply(this, context, next);
        }
    }

    /** Fails the call because the item it orders is sold out. Does nothing if the operation sells nothing. */
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

    /** Performs the call twice and returns the first reply. */
    record TwiceEffect() implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            Reply first = next.handle(context.call());
            try {
                next.handle(context.call());
            } catch (ApiException e) {
                return first; // the provider rejects the second call
            }
            return first;
        }
    }

    /** Overrides parameters of the call, by name, so that the provider does something other than requested. */
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
