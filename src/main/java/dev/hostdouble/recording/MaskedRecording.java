package dev.hostdouble.recording;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.MappedList;
import dev.hostdouble.core.Reply;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.journal.WorldEvent.ScenarioEvent;
import dev.hostdouble.journal.WorldEvent.ScenariosNamed;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.yaml.JsonTexts;
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
    private static final String EXPORT = ": export with ?secrets=keep";
    private static final String EXHAUSTED = "too many credentials are too short to be masked" + EXPORT;

    private final Recording recording;
    private final List<Provider> providers;
    private final StandIns standIns = new StandIns();
    private final CredentialSwap swap;
    private final StateSwap states;
    private final StateSwap stateCollector;
    private final Map<String, Integer> issuedAt = new HashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();

    private MaskedRecording(Recording recording, List<Provider> providers) {
        this.recording = recording;
        this.providers = providers;
        this.swap = new CredentialSwap(providers, standIns::of, standIns.substitutes());
        this.states = new StateSwap(swap);
        this.stateCollector = new StateSwap(collector(-1));
    }

    /** Replaces the credentials of a recording; the result says why it cannot be played, if so. */
    public static Recording of(Recording recording, List<Provider> providers) {
        return begin(recording, providers).masked();
    }

    /** Makes stand-ins for the credentials of a recording, for whatever else belongs to it too. */
    public static MaskedRecording begin(Recording recording, List<Provider> providers) {
        MaskedRecording masked = new MaskedRecording(recording, providers);
        masked.collect(recording);
        return masked;
    }

    /** Makes stand-ins for the credentials in a part of the world's state; see {@link #inState}. Returns the part as it is. */
    public JsonNode collect(String place, JsonNode value) {
        stateCollector.in(place, value);
        if (place.equals("scenarios")) {
            List<String> sources = new ArrayList<>();
            value.findValues("sources").forEach(texts -> texts.forEach(text -> sources.add(text.asText())));
            collect(sources);
        }
        return value;
    }

    /** Puts the stand-ins into a part of the world's state, all of which has been collected. */
    public JsonNode inState(String place, JsonNode value) {
        return states.in(place, value);
    }

    /** Puts the stand-ins into whatever belongs to the recording. */
    public CredentialSwap swap() {
        return swap;
    }

    /** Why a world with the stand-ins may go on differently; empty if it does not. */
    public Optional<String> problem(List<String> activeScenarios) {
        if (standIns.isExhausted()) {
            return Optional.of(EXHAUSTED);
        }
        RuleCredentials rules = new RuleCredentials(providers);
        return activeScenarios.stream()
                .flatMap(source -> rules.problem(source).stream())
                .findFirst();
    }

    /** The recording without its credentials. */
    public Recording masked() {
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
                recording.startScenarios().stream().map(swap::inScenario).toList(),
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
        List<String> sources = new ArrayList<>(recording.startScenarios());
        recording.events().forEach(event -> sources.addAll(sources(event)));
        ScenarioCredentials scenarios = new ScenarioCredentials(providers);
        // What a rule sends was not issued by the provider either.
        sources.stream().distinct().forEach(source -> scenarios.sent(source, standIns::of));
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
        collect(sources);
    }

    private void collect(List<String> sources) {
        ScenarioCredentials scenarios = new ScenarioCredentials(providers);
        for (String source : new LinkedHashSet<>(sources)) {
            scenarios.sent(source, standIns::of);
            scenarios.compared(source, standIns::of);
            scenarios.patterns(source, standIns::ofPattern);
        }
    }

    private static List<String> sources(WorldEvent event) {
        return event instanceof ScenarioEvent scenario
                ? List.of(scenario.source())
                : event instanceof ScenariosNamed named ? named.sources() : List.of();
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
            problems.add(EXHAUSTED);
        }
        List<String> sources = new ArrayList<>(recording.startScenarios());
        sources.forEach(source -> lookForLaterCredentials(source, -1));
        int number = 0;
        for (WorldEvent event : recording.events()) {
            List<String> own = sources(event);
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
        standIns.substitutes().in(JsonTexts.readable(source), secret -> {
            if (issuedAt.getOrDefault(secret, -1) >= Math.max(number, 0)) {
                problems.add("a scenario names a credential that is issued later" + EXPORT);
            }
        });
    }
}
