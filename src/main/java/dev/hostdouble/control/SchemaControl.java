package dev.hostdouble.control;

import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.saved.StateSchema;
import dev.hostdouble.scenario.ScenarioSchema;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The JSON Schemas of files that users write or change, for editors: scenarios, start states and saved states. */
final class SchemaControl {
    private static final String FOLDER = "/dev/hostdouble/schemas/";
    private static final String SCENARIO = "scenario.schema.json";
    private static final String WORLD = "world.schema.json";

    private final Map<String, Supplier<String>> schemas = new TreeMap<>();

    SchemaControl(List<Provider> providers, StateSchema state) {
        schemas.put(SCENARIO, ScenarioSchema::json);
        schemas.put("state.schema.json", state::text);
        schemas.put(WORLD, () -> text(FOLDER + WORLD));
        for (Provider provider : providers) {
            String resource = provider.stateSchema();
            schemas.put(resource.substring(FOLDER.length()), () -> text(resource));
        }
    }

    /** {@code GET schemas}: their names. */
    Reply list(ControlCall call) {
        return ControlJson.reply(200, Map.of("schemas", schemas.keySet()));
    }

    /** {@code GET schemas/{name}}. */
    Reply show(ControlCall call) {
        return reply(call.path("name"));
    }

    /** {@code GET scenario.schema.json}: what a scenario may say. */
    Reply scenario(ControlCall call) {
        return reply(SCENARIO);
    }

    private Reply reply(String name) {
        Supplier<String> schema = schemas.get(name);
        if (schema == null) {
            throw new ControlException(404, NearestName.unknown("schema", YamlNode.excerpt(name), schemas.keySet()));
        }
        return Reply.text(200, "application/schema+json", schema.get())
                .with(Headers.of("Content-Type", "application/schema+json", "Cache-Control", "no-store"));
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(SchemaControl.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
