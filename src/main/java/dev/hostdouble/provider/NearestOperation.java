package dev.hostdouble.provider;

import dev.hostdouble.yaml.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the operation that a request which matches none probably meant. */
public final class NearestOperation {
    private static final int LONGEST = 100;

    private NearestOperation() {}

    /**
     * An operation and how it is called.
     *
     * @param text such as {@code GET /v2/iso} or {@code /iso.php action=mount_iso}
     * @param distance the number of edits between its path and that of the request
     */
    public record Near(Operation operation, String text, int distance) {}

    /** What a request asks for, in the form of {@link Near#text}; at most about 200 characters, without credentials. */
    public static String asked(Call call) {
        String path = call.provider().credentials().inPath(call.request().path(), value -> "***");
        return call.request().method() + " " + target(call, path);
    }

    /** The operation of some of these providers that is nearest to a request; empty if none is near. */
    public static Optional<Near> of(Call call, List<Provider> providers) {
        String asked = target(call, call.request().path());
        boolean byAction = action(call).isPresent();
        List<Near> candidates = new ArrayList<>();
        for (Provider provider : providers) {
            for (Operation operation : provider.operations()) {
                String path =
                        filled(byAction ? text(operation) : operation.path().text(), asked);
                candidates.add(new Near(operation, text(operation), NearestName.distance(asked, path)));
            }
        }
        return candidates.stream()
                .min(Comparator.comparingInt(Near::distance)
                        .thenComparing(near ->
                                !near.operation().method().equals(call.request().method())))
                .filter(near -> 3 * near.distance() <= asked.length());
    }

    private static String target(Call call, String full) {
        String path = cut(full);
        return action(call).map(name -> path + " action=" + name).orElse(path);
    }

    /** The action that a call names, where its provider has actions. */
    private static Optional<String> action(Call call) {
        boolean isByAction = call.provider().operations().stream().anyMatch(Operation::isAction);
        Optional<Object> action = isByAction ? call.params().get("action") : Optional.empty();
        return action.filter(String.class::isInstance).map(name -> cut(String.valueOf(name)));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private static String text(Operation operation) {
        String path = operation.path().text();
        return operation.isAction() ? path + " action=" + operation.action() : operation.method() + " " + path;
    }

    /** A path with the segments of the request in the places of its named ones. */
    private static String filled(String path, String asked) {
        List<String> given = PathTemplate.split(asked);
        List<String> segments = new ArrayList<>(PathTemplate.split(path));
        for (int i = 0; i < segments.size() && given.size() == segments.size(); i++) {
            if (segments.get(i).startsWith("{")) {
                segments.set(i, given.get(i));
            }
        }
        return "/" + String.join("/", segments);
    }
}
