package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The OpenAPI documents of the providers and of the control API. They are read when somebody asks for one. */
final class OpenApiControl {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "/dev/hostdouble/openapi/";
    private static final String SUFFIX = ".json";
    private static final String CONTROL = "control";
    private static final String URL = "url";

    /** The address that the documents name, which is the usual one. */
    private static final String USUAL_ADDRESS = "http://127.0.0.1:8080";

    /** An address that means nothing else in a URL with variables. */
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9._:\\[\\]-]+");

    private final List<String> names;

    OpenApiControl(List<Provider> providers) {
        names = Stream.concat(providers.stream().map(Provider::name), Stream.of(CONTROL))
                .map(name -> name + SUFFIX)
                .toList();
    }

    /** {@code GET openapi}: their names. */
    Reply list(ControlCall call) {
        return ControlJson.reply(200, Map.of("documents", names));
    }

    /** {@code GET openapi/{name}}: a document whose servers are this one, by the address that the caller uses. */
    Reply show(ControlCall call) {
        String name = call.path("name");
        if (!names.contains(name)) {
            throw new ControlException(404, NearestName.unknown("document", YamlNode.excerpt(name), names));
        }
        JsonNode document = read(FOLDER + name);
        address((ArrayNode) document.path("servers"), call);
        return ControlJson.reply(200, document);
    }

    private static JsonNode read(String resource) {
        try (InputStream in = Objects.requireNonNull(OpenApiControl.class.getResourceAsStream(resource), resource)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The world of the request comes first, as generated clients use the first server. */
    private static void address(ArrayNode servers, ControlCall call) {
        Request request = call.request();
        String address = request.scheme() + "://" + request.authority();
        boolean isPlain = AUTHORITY.matcher(request.authority()).matches();
        for (JsonNode server : servers) {
            if (isPlain) {
                String usual = server.path(URL).asText();
                ((ObjectNode) server).put(URL, usual.replace(USUAL_ADDRESS, address));
            }
        }
        ObjectNode any = (ObjectNode) servers.remove(1);
        if (call.namesWorldByHost()) {
            ((ObjectNode) servers.path(0)).put("description", "the world " + call.worldName());
        } else {
            any.withObjectProperty("variables").withObjectProperty("world").put("default", call.worldName());
            servers.insert(call.worldName().equals(Worlds.DEFAULT) ? 1 : 0, any);
        }
    }
}
