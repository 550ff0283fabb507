package dev.hostdouble.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Utf8;
import dev.hostdouble.provider.BodyFormat;
import java.util.List;
import java.util.Optional;

/** Plain sentences about a body that the provider reads in another way than its sender may think. */
final class BodyNotes {
    private static final int MAX_DEPTH = 500;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .build());
    }

    private BodyNotes() {}

    /** What is noteworthy about the body of a request to a provider. */
    static List<String> of(Request request, BodyFormat format) {
        if (request.body().length() == 0) {
            return List.of();
        }
        boolean saysJson = saysJson(request);
        Optional<JsonNode> json = json(request);
        boolean isObject = json.filter(JsonNode::isObject).isPresent();
        String lack = json.isPresent() ? "is not a JSON object" : "is not JSON";
        return switch (format) {
            case FORM -> noteIf(saysJson, "Content-Type says JSON, but the provider reads every body as a form");
            case JSON -> noteIf(!isObject, "the body " + lack + ": the provider finds no members in it");
            case AS_CONTENT_TYPE_SAYS ->
                saysJson
                        ? noteIf(
                                !isObject,
                                "Content-Type says JSON, but the body " + lack
                                        + ": read as empty, as the provider does")
                        : isObject
                                ? List.of(
                                        "the body is JSON, but Content-Type does not say so: the provider does not read it as JSON")
                                : noteIf(
                                        !isForm(request),
                                        "the provider reads no such body with this method and Content-Type: read as empty");
        };
    }

    /** Whether it is a form that Laravel reads: PHP itself reads multipart of POST alone. */
    private static boolean isForm(Request request) {
        String type = request.header("Content-Type");
        boolean isPost = request.method().equals("POST");
        return (type.startsWith("application/x-www-form-urlencoded")
                        && (isPost || request.method().matches("PUT|PATCH|DELETE")))
                || (isPost && type.startsWith("multipart/form-data"));
    }

    private static List<String> noteIf(boolean condition, String note) {
        return condition ? List.of(note) : List.of();
    }

    private static boolean saysJson(Request request) {
        String type = request.header("Content-Type");
        return type.contains("/json") || type.contains("+json");
    }

    private static Optional<JsonNode> json(Request request) {
        try {
            Optional<String> text = Utf8.decode(request.body().array());
            return text.isEmpty() ? Optional.empty() : Optional.of(MAPPER.readTree(text.get()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
