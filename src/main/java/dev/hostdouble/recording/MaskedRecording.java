package dev.hostdouble.recording;

import dev.hostdouble.core.MappedList;
import dev.hostdouble.core.Reply;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.journal.WorldEvent.ScenarioEvent;
import dev.hostdouble.journal.WorldEvent.ScenariosNamed;
import dev.hostdouble.provider.Provider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A recording without its credentials. Stand-ins take their places everywhere, so it can still be played: the start state
 * holds the stand-ins that clients send. For a credential that a provider issues, a replay learns the real one from the reply.
 */
public final class MaskedRecording {
    private final List<Provider> providers;
    private final StandIns standIns = new StandIns();
    private final Map<String, Integer> issuedAt = new HashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();

    private MaskedRecording(List<Provider> providers) {
        this.providers = providers;
    }

    /** Replaces the credentials of a recording; the result says why it cannot be played, if so. */
    public static Recording of(Recording recording, List<Provider> providers) {
        return new MaskedRecording(providers).mask(recording);
    }

    private Recording mask(Recording recording) {
        collect(recording);
        CredentialSwap swap = new CredentialSwap(providers, standIns::of, standIns.substitutes());
        lookForProblems(recording);
        recording.incomplete().ifPresent(problems::add);
        return new Recording(
                recording.version(),
                true,
                problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems)),
                recording.seed(),
                recording.acceptAnyToken(),
                recording.strict(),
                recording.startedAt(),
                states(recording.startStates(), swap),
                states(recording.shippedStates(), swap),
                recording.startScenarios().stream().map(swap::inSource).toList(),
                new MappedList<>(recording.events(), swap::in));
    }

    private static Map<String, String> states(Map<String, String> texts, CredentialSwap swap) {
        Map<String, String> masked = new TreeMap<>();
        texts.forEach((file, text) -> masked.put(file, swap.inState(file, text)));
        return masked;
    }

    /** Finds all credentials first, because one may stand in a scenario or a path before a client sends it. */
    private void collect(Recording recording) {
        CredentialSwap sent = collector(-1);
        new TreeMap<>(recording.startStates()).forEach(sent::inState);
        new TreeMap<>(recording.shippedStates()).forEach(sent::inState);
        int number = 0;
        for (WorldEvent event : recording.events()) {
            if (event instanceof JournalEntry call) {
                sent.in(call.operation(), call.request());
                // What a scenario answered was not issued by the provider.
                boolean isInjected = call.reply().answer().equals(Reply.INJECTED);
                (isInjected ? sent : collector(number)).in(call.operation(), call.reply());
            }
            number++;
        }
    }

    private CredentialSwap collector(int issued) {
        UnaryOperator<String> collect = secret -> {
            if (issued >= 0 && standIns.substitutes().get(secret).isEmpty()) {
                issuedAt.put(secret, issued);
            }
            standIns.of(secret);
            return secret;
        };
        return new CredentialSwap(providers, collect, new Substitutes());
    }

    private void lookForProblems(Recording recording) {
        if (standIns.isExhausted()) {
            problems.add("too many credentials are too short to be masked: export with ?secrets=keep");
        }
        List<String> sources = new ArrayList<>(recording.startScenarios());
        sources.forEach(source -> lookForLaterCredentials(source, -1));
        int number = 0;
        for (WorldEvent event : recording.events()) {
            List<String> own = event instanceof ScenarioEvent scenario
                    ? List.of(scenario.source())
                    : event instanceof ScenariosNamed named ? named.sources() : List.of();
            for (String source : own) {
                lookForLaterCredentials(source, number);
            }
            sources.addAll(own);
            number++;
        }
        RuleCredentials rules = new RuleCredentials(providers);
        sources.stream().distinct().forEach(source -> rules.problem(source).ifPresent(problems::add));
    }

    private void lookForLaterCredentials(String source, int number) {
        standIns.substitutes().in(source, secret -> {
            if (issuedAt.getOrDefault(secret, -1) >= Math.max(number, 0)) {
                problems.add("a scenario names a credential that is issued later: export with ?secrets=keep");
            }
        });
    }
}
