package dev.hostdouble.world;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.NearestOperation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.ReservedPathHint;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.provider.Unclaimed;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of the calls in all worlds that match no operation, once for each shape of their paths. */
public final class UnknownCalls {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownCalls.class);

    private static final int MOST = 200;
    private static final int LONGEST = 200;

    /** A segment with a digit is an id, except for one such as {@code v1}. */
    private static final Pattern ID = Pattern.compile("/(?!v\\d+(?:/|$))[^/ ]*\\d[^/ ]*");

    private final Set<String> shapes = new HashSet<>();

    UnknownCalls() {}

    /**
     * Warns of a call if it matches no operation, unless a scenario or the framework of its provider has answered it.
     *
     * @param startStates those of the providers of its world
     */
    void note(String world, Call call, Reply reply, List<StartState> startStates) {
        if (!call.operation().isUnknown()) {
            return;
        }
        boolean isAnswered = reply.answer().equals(Reply.INJECTED)
                || call.operation()
                        .answer(reply.answer())
                        .filter(KnownAnswer::isSuccess)
                        .isPresent();
        if (isAnswered) {
            return;
        }
        String asked = NearestOperation.asked(call);
        if (isNew(ID.matcher(asked).replaceAll("/*"))) {
            List<Provider> providers =
                    startStates.stream().map(StartState::provider).toList();
            String nearest = Optional.of(call.request().path())
                    .filter(path -> call.provider().equals(Unclaimed.PROVIDER))
                    .flatMap(path -> ReservedPathHint.of(path, providers))
                    .map(path -> "did you mean " + path + "?")
                    .or(() -> NearestOperation.of(call, providers)
                            .map(near -> "did you mean " + near.text() + " ("
                                    + near.operation().id() + ")?"))
                    .orElse("no operation is near");
            LOG.warn("world {}: {} matches no operation; {}", world, Excerpt.of(asked, LONGEST), nearest);
        }
    }

    private synchronized boolean isNew(String shape) {
        if (shapes.size() == MOST) {
            return false;
        }
        boolean isNew = shapes.add(shape);
        if (shapes.size() == MOST) {
            LOG.warn("{} different paths match no operation; further ones are not logged", MOST);
        }
        return isNew;
    }
}
