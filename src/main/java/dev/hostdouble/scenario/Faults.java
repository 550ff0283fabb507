package dev.hostdouble.scenario;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Call;
import dev.hostdouble.core.Interceptor;
import dev.hostdouble.core.Operation;
import dev.hostdouble.core.Reply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The active rules of a world. Faults surround operations; they never live in them. */
public final class Faults implements Interceptor {
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    /** Makes a rule active. Where several fit a call, the one installed first strikes. */
    public void install(Rule rule) {
        rules.add(rule);
    }

    /** The active rules, in the order in which they are tried. */
    public List<Rule> rules() {
        return List.copyOf(rules);
    }

    public void clear() {
        rules.clear();
    }

    @Override
    public Reply intercept(Call call, Operation next) {
        for (Rule rule : rules) {
            if (rule.operation().equals(call.route().id())) {
                call.struckBy(rule.name());
                return strike(rule.effect(), call, next);
            }
        }
        return next.handle(call);
    }

    private static Reply strike(Effect effect, Call call, Operation next) {
        if (effect instanceof Effect.Fail fail) {
            call.fail(new ApiException(fail.error(), fail.arguments()));
            return next.handle(call);
        }
        if (effect instanceof Effect.Doom doom) {
            call.doom(doom.fate());
            return next.handle(call);
        }
        return call.api().dialect().broken(call);
    }
}
