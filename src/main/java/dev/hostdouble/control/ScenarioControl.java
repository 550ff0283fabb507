package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.Purpose;
import dev.hostdouble.scenario.RuleExplanation;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scenarios: which are active, which there are, and how often each rule applied. */
final class ScenarioControl {
    private static final int MAX_SCENARIOS = 100;
    private static final String PARAMETERS = "parameters";

    /** The lists of a scenario. */
    private static final List<String> SECTIONS = List.of("rules", "events", "use");

    private final ScenarioTexts texts;
    private final Catalogue catalogue;
    private final KnownOperations operations;
    private final boolean isHttpsOn;

    /** @param isHttpsOn whether there are TLS handshakes that could fail */
    ScenarioControl(List<Provider> providers, Catalogue catalogue, ScenarioTexts texts, boolean isHttpsOn) {
        this.operations = new KnownOperations(providers);
        this.isHttpsOn = isHttpsOn;
        this.texts = texts;
        this.catalogue = catalogue;
    }

    /** {@code GET scenarios}: the active ones in the order of evaluation. */
    Reply list(ControlCall call) {
        List<ScenarioJson> views = call.world().with(session -> session.scenarios().scenarios().stream()
                .map(scenario -> ScenarioJson.of(scenario, session.scenarios(), List.of()))
                .toList());
        return ControlJson.reply(200, Map.of("scenarios", views));
    }

    /** {@code GET scenarios/catalogue}: those that can be activated by name, and the titles of their purposes. */
    Reply catalogue(ControlCall call) {
        List<Title> titles = Arrays.stream(Purpose.values())
                .map(purpose -> new Title(purpose.word(), purpose.title()))
                .toList();
        return ControlJson.reply(200, new Known(catalogue.entries(), titles));
    }

    private record Known(List<Catalogue.Entry> scenarios, List<Title> purposes) {}

    private record Title(String purpose, String title) {}

    /** {@code POST scenarios}: the body is a scenario, in YAML or JSON; it is active when this answers. */
    Reply activate(ControlCall call) {
        List<String> warnings = new ArrayList<>();
        return activate(call, read(call, warnings), warnings);
    }

    /**
     * {@code PUT scenarios/{name}}: activates a scenario by name, with {@code {"parameters":{…}}} if it has parameters; or the
     * scenario of that name in the body.
     */
    Reply put(ControlCall call) {
        String name = name(call);
        Optional<Map<String, String>> arguments = arguments(call);
        if (arguments.isPresent()) {
            if (!catalogue.names().contains(name)) {
                throw new ControlException(
                        404, NearestName.unknown("scenario", YamlNode.excerpt(name), catalogue.names()));
            }
            return activate(call, catalogue.read(name, arguments.get()), List.of());
        }
        List<String> warnings = new ArrayList<>();
        Scenario scenario = read(call, warnings);
        if (!scenario.name().equals(name)) {
            throw new ControlException(
                    400, "wrong name: the path says '" + name + "', the body '" + scenario.name() + "'");
        }
        return activate(call, scenario, warnings);
    }

    /** The name in the path: one segment, or two with a slash between them. */
    static String name(ControlCall call) {
        return call.hasPath("folder") ? call.path("folder") + "/" + call.path("name") : call.path("name");
    }

    /** The parameters in a body that is no scenario. A member that generated clients send empty says nothing. */
    private static Optional<Map<String, String>> arguments(ControlCall call) {
        String text = call.request().body().text();
        if (text.isBlank() || text.strip().equals("null")) {
            return Optional.of(Map.of());
        }
        JsonNode root;
        try {
            root = Document.read("body", text).root();
        } catch (InvalidFileException e) {
            return Optional.empty(); // reading it as a scenario says what is wrong
        }
        if (root.has("scenario")
                || SECTIONS.stream().anyMatch(name -> root.has(name) && !isEmptyList(root.path(name)))) {
            return Optional.empty();
        }
        Map<String, String> arguments = new HashMap<>();
        root.properties().forEach(member -> {
            if (SECTIONS.contains(member.getKey())) {
                return; // an empty list
            }
            if (!member.getKey().equals(PARAMETERS) || !member.getValue().isObject()) {
                throw new ControlException(
                        400,
                        "expected a scenario, or {\"parameters\":{…}} to activate one by name, but found '"
                                + YamlNode.excerpt(member.getKey()) + "'");
            }
            member.getValue().properties().forEach(one -> {
                if (!one.getValue().isValueNode() || one.getValue().isNull()) {
                    throw new ControlException(
                            400,
                            "invalid parameter '" + YamlNode.excerpt(one.getKey()) + "': expected a text or a number");
                }
                arguments.put(one.getKey(), one.getValue().asText());
            });
        });
        return Optional.of(arguments);
    }

    private static boolean isEmptyList(JsonNode node) {
        return node.isArray() && node.isEmpty();
    }

    private Scenario read(ControlCall call, List<String> warnings) {
        try {
            return texts.read(call, warnings::add);
        } catch (InvalidFileException e) {
            throw new ControlException(400, String.valueOf(e.getMessage()));
        }
    }

    private Reply activate(ControlCall call, Scenario scenario, List<String> found) {
        List<String> warnings = new ArrayList<>(found);
        if (scenario.breaksHandshakes()) {
            (isHttpsOn ? HandshakeHost.hint(call) : Optional.of(Scenario.NEEDS_HTTPS))
                    .ifPresent(warning -> warnings.add(scenario.name() + ": " + warning));
        }
        return call.world().with(session -> {
            List<Scenario> active = session.scenarios().scenarios();
            boolean known = active.stream().anyMatch(other -> other.name().equals(scenario.name()));
            if (!known && active.size() >= MAX_SCENARIOS) {
                throw new ControlException(
                        409, "too many scenarios: deactivate one; " + MAX_SCENARIOS + " are allowed");
            }
            session.requireRoom("a new scenario", scenario.bytes());
            session.activate(scenario);
            return ControlJson.reply(known ? 200 : 201, ScenarioJson.of(scenario, session.scenarios(), warnings));
        });
    }

    /** Why a scenario is not found among the active ones; names the one that is meant, if that is known but not active. */
    private String inactive(String name, List<String> active) {
        String unknown = NearestName.unknown("active scenario", YamlNode.excerpt(name), active);
        return NearestName.nearest(name, active).isPresent()
                ? unknown
                : NearestName.nearest(name, catalogue.names())
                        .map(meant -> unknown + "; '" + meant + "' exists, but is not active")
                        .orElse(unknown);
    }

    /** {@code DELETE scenarios/{name}}. */
    Reply deactivate(ControlCall call) {
        String name = name(call);
        call.world().run(session -> {
            List<String> active =
                    session.scenarios().scenarios().stream().map(Scenario::name).toList();
            if (!session.deactivate(name)) {
                throw new ControlException(404, inactive(name, active));
            }
        });
        return ControlJson.reply(200, Map.of("deactivated", name));
    }

    /** {@code GET scenarios/{name}/explain}: for each rule the nearest calls, and why it did not apply to them. */
    Reply explain(ControlCall call) {
        String name = name(call);
        Optional<String> host = HandshakeHost.hint(call.world());
        Object explanation = call.world().with(session -> {
            List<String> active =
                    session.scenarios().scenarios().stream().map(Scenario::name).toList();
            List<RuleExplanation> rules = session.scenarios()
                    .explain(name)
                    .orElseThrow(() -> new ControlException(404, inactive(name, active)));
            return ExplanationJson.of(name, rules, session.journal().entries(), operations, host);
        });
        return ControlJson.reply(200, explanation);
    }
}
