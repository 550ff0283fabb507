package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.util.NanoTime;

/** What stories about effects share: a read and a call that starts a job, of each provider. */
abstract class EffectStory extends ScenarioStory {
    static final String STATUS = "/datacenter/server/4001/status";
    static final String REINSTALL = "/datacenter/server/4001/reinstall";
    static final String ISO = "/v2/user/image/iso";

    void effect(String on, String effect) {
        client.rules("- { on: " + on + ", effect: " + effect + " }");
    }

    /** A read of each provider. */
    Seen read(String api) {
        return switch (api) {
            case "hosterapi" -> client.hosterapi().call("GET", STATUS);
            case "hostkey" -> client.hostkey().call("eq", "list");
            default -> client.vss().call("GET", "/v2/user");
        };
    }

    /** A call of each provider that starts a job. */
    Seen start(String api) {
        return switch (api) {
            case "hosterapi" -> client.hosterapi().call("PUT", REINSTALL);
            case "hostkey" -> client.hostkey().call("vm", "load_stats", "id", "456");
            default -> client.vss().call("PATCH", ISO);
        };
    }

    List<String> jobs() {
        return client.control("GET", "jobs", "").json().path("jobs").findValuesAsText("operation");
    }

    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(member -> texts.addAll(texts(member)));
        return texts;
    }

    static long millis(Supplier<Seen> call) {
        long begun = NanoTime.now();
        assertThat(call.get().status()).isBetween(200, 299);
        return NanoTime.millisSince(begun);
    }
}
