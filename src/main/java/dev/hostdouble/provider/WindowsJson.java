package dev.hostdouble.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hostdouble.core.RateWindow;
import dev.hostdouble.core.WorldTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The windows in which calls are counted, as JSON: {@code [{"key":"…","ends":"PT1M","calls":3}]}. */
public final class WindowsJson {
    private WindowsJson() {}

    /** The windows as JSON, the least recently used first. */
    public static ArrayNode save(RateWindow windows) {
        ArrayNode saved = JsonNodeFactory.instance.arrayNode();
        windows.windows().forEach(window -> saved.addObject()
                .put("key", window.key())
                .put("ends", window.ends().toString())
                .put("calls", window.calls()));
        return saved;
    }

    /** Puts saved windows into the place of those that are known; the JSON is as {@link #save} wrote it. */
    public static void restore(JsonNode saved, RateWindow windows) {
        List<RateWindow.Open> open = new ArrayList<>();
        saved.forEach(window -> open.add(new RateWindow.Open(
                window.path("key").asText(),
                WorldTime.capped(Duration.parse(window.path("ends").asText())),
                window.path("calls").asInt())));
        windows.restore(open);
    }
}
