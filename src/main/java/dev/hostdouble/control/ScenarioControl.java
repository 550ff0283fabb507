package dev.hostdouble.control;

import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.ActiveScenarios.RuleCounts;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.ScenarioReader;
import dev.hostdouble.world.World;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scenarios: which are active, and how often each of their rules applied. */
final class ScenarioControl {
    private static final int MAX_SCENARIOS = 100;

    private final ScenarioReader reader;

    ScenarioControl(List<Provider> providers) {
        this.reader = new ScenarioReader(providers);
    }

    /** {@code GET scenarios}: the active ones in the order of evaluation. */
    Reply list(ControlCall call) {
        return call.world().with(session -> {
            List<RuleCounts> hits = session.scenarios().counts();
            List<ScenarioJson> views = session.scenarios().scenarios().stream()
                    .map(scenario -> ScenarioJson.of(scenario, hits))
                    .toList();
            return ControlJson.reply(200, Map.of("scenarios", views));
        });
    }

    /** {@code POST scenarios}: the body is a scenario, in YAML or JSON; it is active when this answers. */
    Reply activate(ControlCall call) {
        Scenario scenario = read(call);
        return activate(call.world(), scenario);
    }

    /** {@code PUT scenarios/{name}}: the same for a scenario of that name. */
    Reply put(ControlCall call) {
        Scenario scenario = read(call);
        if (!scenario.name().equals(call.path("name"))) {
            throw new ControlException(
                    400, "wrong name: the path says '" + call.path("name") + "', the body '" + scenario.name() + "'");
        }
        return activate(call.world(), scenario);
    }

    private Scenario read(ControlCall call) {
        try {
            return reader.read("scenario", call.request().body().text());
        } catch (InvalidFileException e) {
            throw new ControlException(400, String.valueOf(e.getMessage()));
        }
    }

    private static Reply activate(World world, Scenario scenario) {
        return world.with(session -> {
            boolean known = session.scenarios().deactivate(scenario.name());
            if (session.scenarios().scenarios().size() >= MAX_SCENARIOS) {
                throw new ControlException(
                        409, "too many scenarios: deactivate one; " + MAX_SCENARIOS + " are allowed");
            }
            session.activate(scenario);
            return ControlJson.reply(
                    known ? 200 : 201,
                    ScenarioJson.of(scenario, session.scenarios().counts()));
        });
    }

    /** {@code DELETE scenarios/{name}}. */
    Reply deactivate(ControlCall call) {
        String name = call.path("name");
        if (!call.world().with(session -> session.scenarios().deactivate(name))) {
            throw new ControlException(404, "no active scenario '" + name + "'");
        }
        return ControlJson.reply(200, Map.of("deactivated", name));
    }

    /** {@code GET scenario.schema.json}: what a scenario may say. */
    Reply schema(ControlCall call) {
        try (InputStream in = ScenarioReader.class.getResourceAsStream(ScenarioReader.SCHEMA)) {
            if (in == null) {
                throw new ControlException(404, "not shipped");
            }
            String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Reply.text(200, "application/schema+json", schema)
                    .with(Headers.of("Content-Type", "application/schema+json", "Cache-Control", "no-store"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record ScenarioJson(
            String name, String description, @Nullable Long seed, List<RuleJson> rules) {
        static ScenarioJson of(Scenario scenario, List<RuleCounts> hits) {
            List<RuleJson> rules = hits.stream()
                    .filter(hit -> hit.scenario().equals(scenario.name()))
                    .map(RuleJson::of)
                    .toList();
            Long seed = scenario.seed().isPresent() ? scenario.seed().getAsLong() : null;
            return new ScenarioJson(scenario.name(), scenario.description(), seed, rules);
        }
    }

    /** A rule: how many calls matched it, to how many it applied, and how many are expected. */
    record RuleJson(
            String rule, long matches, long hits, @Nullable String expect, boolean expectationMet) {
        static RuleJson of(RuleCounts hits) {
            return new RuleJson(
                    hits.rule().name(),
                    hits.matches(),
                    hits.hits(),
                    hits.rule().expect().map(Object::toString).orElse(null),
                    hits.expectationMet());
        }
    }
}
