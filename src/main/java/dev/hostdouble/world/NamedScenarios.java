package dev.hostdouble.world;

import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.journal.WorldEvent.ScenariosNamed;
import dev.hostdouble.scenario.RequestedScenarios;
import dev.hostdouble.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scenarios that requests name for themselves. */
final class NamedScenarios {
    private final WorldSettings settings;

    NamedScenarios(WorldSettings settings) {
        this.settings = settings;
    }

    /** The scenarios of a request; throws if one does not exist. */
    List<Scenario> of(Request request) {
        return settings.requestedScenarios().of(request);
    }

    /**
     * After how many bytes of its body a request may break.
     *
     * @param active those points of the active scenarios; none for a world that does not exist yet
     */
    List<Integer> cutPoints(Request head, List<Integer> active) {
        List<Scenario> named = of(head);
        if (named.isEmpty() && !active.isEmpty()) {
            return active;
        }
        List<Scenario> all = new ArrayList<>(named);
        all.addAll(settings.scenarios());
        return all.isEmpty()
                ? active
                : Stream.concat(active.stream(), Scenario.cutPoints(all).stream())
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** Records the scenarios of a request; throws if one does not exist. */
    void note(Request request, WorldTime now, Journal journal) {
        List<Scenario> named = of(request);
        if (!named.isEmpty()) {
            List<String> sources = named.stream().map(Scenario::source).toList();
            journal.recordNamed(new ScenariosNamed(
                    now,
                    request.headers().fields().stream()
                            .filter(field -> field.name().equalsIgnoreCase(RequestedScenarios.HEADER))
                            .map(Header::value)
                            .collect(Collectors.joining(",")),
                    sources));
        }
    }
}
