package dev.hostdouble.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads server-sent events, as the HTML Standard says, and remembers the last id. */
final class EventReader {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** After an end with these reasons, there is nothing to come back for. */
    private static final Set<String> FINAL = Set.of("deleted", "left", "stopped");

    private final Consumer<Event> events;
    private String lastId = "";
    private String kind = "";
    private final StringBuilder data = new StringBuilder();
    private boolean isFinal;

    EventReader(Consumer<Event> events) {
        this.events = events;
    }

    String lastId() {
        return lastId;
    }

    /** Reads to the end of a connection; returns whether to connect again. An event that is cut off there does not count. */
    boolean read(InputStream body) {
        kind = "";
        data.setLength(0);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = lastId;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    lastId = id;
                    dispatch();
                } else if (line.startsWith("id:")) {
                    id = value(line);
                } else if (line.startsWith("event:")) {
                    kind = value(line);
                } else if (line.startsWith("data:")) {
                    data.append(value(line)).append('\n');
                }
            }
        } catch (IOException e) {
            return true; // lost, or closed
        }
        return !isFinal;
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private void dispatch() {
        if (!data.isEmpty()) {
            Event event = new Event(lastId, kind, members(data.toString()));
            boolean isEnd = kind.equals("end");
            isFinal = isEnd && event.text("reason").filter(FINAL::contains).isPresent();
            if (!isEnd || isFinal) {
                events.accept(event);
            }
        }
        kind = "";
        data.setLength(0);
    }

    private static Map<String, Object> members(String json) {
        try {
            return JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw Members.unexpected("GET /_emulator/events", "JSON objects");
        }
    }
}
