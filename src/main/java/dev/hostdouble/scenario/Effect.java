package dev.hostdouble.scenario;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Fate;
import java.util.Map;

/** What a rule does to a call it strikes. */
public sealed interface Effect {
    /** An allowed call fails with an error of its provider, in the provider's own words; nothing takes effect. */
    record Fail(ApiError error, Map<String, ?> arguments) implements Effect {
        public Fail {
            arguments = Map.copyOf(arguments);
        }
    }

    /** The call goes through, and the job it starts meets that fate. */
    record Doom(Fate fate) implements Effect {}

    /** The operation breaks as if it had a bug: the client sees the provider's own 500. */
    record Break() implements Effect {}
}
