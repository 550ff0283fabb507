package dev.hostdouble.captures;

import dev.hostdouble.Providers;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file of a capture. Problems have file, line and column. */
final class CaptureFile {
    private static final String SCHEMA = "/captures/capture.schema.json";
    private static final String DEFAULT = "default";

    private final Document document;
    private final Set<String> known = new HashSet<>(StartCredentials.names());
    private final Set<String> used = new HashSet<>();

    /** As the file says it. */
    record Content(
            String client,
            String version,
            String how,
            @Nullable String note,
            String flow,
            @Nullable String start,
            @Nullable Map<String, String> headers,
            List<Call> calls,
            @Nullable List<Left> leftOut) {}

    /** A call as the file says it. */
    record Call(
            @Nullable String change,
            String send,
            @Nullable Map<String, String> headers,
            @Nullable String body,
            String answer,
            @Nullable Map<String, String> keep,
            @Nullable Map<String, String> until,
            @Nullable Integer times) {}

    /** A request that was left out, as the file says it. */
    record Left(
            String send,
            @Nullable Map<String, String> headers,
            @Nullable String body,
            String reason) {}

    private CaptureFile(Document document) {
        this.document = document;
    }

    /**
     * Reads a capture.
     *
     * @param name the name of the capture
     * @param file the name of the file, for messages
     * @throws InvalidFileException naming file, line and column of each problem
     */
    static Capture read(String name, String file, String text) throws InvalidFileException {
        Document document = Document.read(file, text);
        document.check(SCHEMA);
        Content content = document.as(Content.class);
        Capture capture = new CaptureFile(document).capture(name, content);
        document.throwIfInvalid();
        return capture;
    }

    private Capture capture(String name, Content content) {
        Map<String, String> headers = orNone(content.headers);
        headers.forEach((header, value) -> requireKnown("/headers/" + header, value));
        List<CapturedCall> calls = new ArrayList<>();
        for (int i = 0; i < content.calls.size(); i++) {
            calls.add(call("/calls/" + i, headers, content.calls.get(i)));
        }
        List<LeftOut> leftOut = new ArrayList<>();
        List<Left> left = Optional.ofNullable(content.leftOut).orElse(List.of());
        for (int i = 0; i < left.size(); i++) {
            leftOut.add(leftOut("/left-out/" + i, headers, left.get(i)));
        }
        requireUse(content.calls);
        return new Capture(
                name,
                content.client,
                content.version,
                content.how,
                Optional.ofNullable(content.note).orElse(""),
                content.flow,
                Optional.ofNullable(content.start).orElse(DEFAULT),
                headers,
                calls,
                leftOut);
    }

    private LeftOut leftOut(String at, Map<String, String> common, Left left) {
        int space = left.send.indexOf(' ');
        String body = Optional.ofNullable(left.body).orElse("");
        requireKnown(at + "/send", left.send);
        requireKnown(at + "/body", body);
        return new LeftOut(
                left.send.substring(0, space),
                left.send.substring(space + 1),
                headers(at, common, left.headers),
                body,
                left.reason);
    }

    private Map<String, String> headers(String at, Map<String, String> common, @Nullable Map<String, String> own) {
        Map<String, String> headers = new LinkedHashMap<>(common);
        headers.putAll(orNone(own));
        orNone(own).forEach((header, value) -> requireKnown(at + "/headers/" + header, value));
        return headers;
    }

    private CapturedCall call(String at, Map<String, String> common, Call call) {
        String change = Optional.ofNullable(call.change).orElse("");
        requireKnown(at + "/change", change);
        Map<String, String> headers = headers(at, common, call.headers);
        int space = call.send.indexOf(' ');
        String body = Optional.ofNullable(call.body).orElse("");
        requireKnown(at + "/send", call.send);
        requireKnown(at + "/body", body);
        String operation = word(call.answer, 0);
        String answer = word(call.answer, 1);
        requireAnswer(at + "/answer", operation, answer, word(call.answer, 2));
        orNone(call.keep).keySet().forEach(name -> keep(at + "/keep/" + name, name));
        return new CapturedCall(
                change,
                call.send.substring(0, space),
                call.send.substring(space + 1),
                headers,
                body,
                operation,
                answer,
                word(call.answer, 2),
                orNone(call.keep),
                orNone(call.until),
                call.times == null ? 1 : call.times);
    }

    /** The schema has checked that there are three words. */
    private static String word(String answer, int number) {
        return List.of(answer.split(" ", -1)).get(number);
    }

    private static Map<String, String> orNone(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    private void keep(String at, String name) {
        if (StartCredentials.names().contains(name)) {
            document.addProblem(at, "a credential of the start states has this name; use another one");
        }
        known.add(name);
    }

    private void requireKnown(String at, String text) {
        for (String name : References.names(text)) {
            used.add(name);
            if (!known.contains(name)) {
                document.addProblem(
                        at, "unknown reference ${" + name + "}: expected one of " + String.join(", ", sorted(known)));
            }
        }
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private void requireUse(List<Call> calls) {
        for (int i = 0; i < calls.size(); i++) {
            for (String name : orNone(calls.get(i).keep).keySet()) {
                if (!used.contains(name)) {
                    document.addProblem("/calls/" + i + "/keep/" + name, "no later request uses ${" + name + "}");
                }
            }
        }
    }

    private void requireAnswer(String at, String id, String answer, String evidence) {
        Optional<Operation> operation = Operation.all(Providers.ALL).stream()
                .filter(known -> known.id().equals(id))
                .findFirst();
        if (operation.isEmpty()) {
            document.addProblem(at, "unknown operation '" + id + "'");
        } else if (operation.get().isUnknown()) {
            document.addProblem(at, "a capture shows what an operation answers; no operation answered this request");
        } else if (operation.get().answer(answer).isEmpty() || answer.equals(Reply.INJECTED)) {
            document.addProblem(at, "operation '" + id + "' has no answer '" + answer + "'");
        }
        if (Arrays.stream(Evidence.values()).noneMatch(mark -> mark(mark).equals(evidence))) {
            document.addProblem(at, "unknown evidence '" + evidence + "'");
        }
    }

    /** An evidence as captures write it. */
    static String mark(Evidence evidence) {
        return evidence.name().toLowerCase(Locale.ROOT);
    }
}
