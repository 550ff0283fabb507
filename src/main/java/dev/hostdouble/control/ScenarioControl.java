package dev.hostdouble.control;

import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
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

/** Scenarios: which are active, and how often each of their rules struck. */
final class ScenarioControl {
    private static final int MOST = 100;

    /** {@code GET scenarios}: the active ones in the order in which they are tried. */
    Reply list(ControlCall call) {
        World world = call.world();
        return world.locked(() -> {
            List<RuleCounts> hits = world.faults().hits();
            List<View> views = world.faults().scenarios().stream()
                    .map(scenario -> View.of(scenario, hits))
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
                    400, "the body is the scenario '" + scenario.name() + "', not '" + call.path("name") + "'");
        }
        return activate(call.world(), scenario);
    }

    private static Scenario read(ControlCall call) {
        try {
            ScenarioReader reader = new ScenarioReader(call.world().apis());
            return reader.read("scenario", call.request().body().text());
        } catch (InvalidFileException e) {
            throw new ControlException(400, String.valueOf(e.getMessage()));
        }
    }

    private static Reply activate(World world, Scenario scenario) {
        return world.locked(() -> {
            boolean known = world.faults().deactivate(scenario.name());
            if (world.faults().scenarios().size() >= MOST) {
                throw new ControlException(409, "there are " + MOST + " scenarios already; deactivate some");
            }
            world.faults().activate(scenario);
            return ControlJson.reply(
                    known ? 200 : 201, View.of(scenario, world.faults().hits()));
        });
    }

    /** {@code DELETE scenarios/{name}}. */
    Reply deactivate(ControlCall call) {
        String name = call.path("name");
        if (!call.world().faults().deactivate(name)) {
            throw new ControlException(404, "no scenario '" + name + "' is active");
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

    private record View(
            String name, String description, @Nullable Long seed, List<RuleView> rules) {
        static View of(Scenario scenario, List<RuleCounts> hits) {
            List<RuleView> rules = hits.stream()
                    .filter(hit -> hit.scenario().equals(scenario.name()))
                    .map(RuleView::of)
                    .toList();
            Long seed = scenario.seed().isPresent() ? scenario.seed().getAsLong() : null;
            return new View(scenario.name(), scenario.description(), seed, rules);
        }
    }

    /** A rule: how many calls matched it, how many it struck, how many it is expected to strike. */
    record RuleView(
            String rule, long matches, long hits, @Nullable String expect, boolean met) {
        static RuleView of(RuleCounts hits) {
            return new RuleView(
                    hits.rule().name(),
                    hits.matches(),
                    hits.hits(),
                    hits.rule().expect().map(Object::toString).orElse(null),
                    hits.expectationMet());
        }
    }
}
