package dev.hostdouble.provider;

import dev.hostdouble.core.Glob;
import dev.hostdouble.core.ReservedPaths;
import dev.hostdouble.core.Utf8;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which paths the calls of an operation can have, so that a misspelt one is not waited for. */
public final class PossiblePaths {
    private final List<Provider> providers;

    /** The paths of the operations of all these providers, and of those that belong to none. */
    public PossiblePaths(List<Provider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** Whether a call of an operation can have a path that matches. */
    public boolean canHave(Operation operation, Glob path) {
        if (!operation.isUnknown()) {
            return path.isExact() ? isAt(operation, path.toString()) : path.overlaps(template(operation));
        }
        return owner(operation).map(provider -> canBe(provider, path)).orElseGet(() -> canBeUnclaimed(path));
    }

    /** Why no call of some operations has a path, and which operation its calls have. */
    public String problem(List<Operation> operations, String path) {
        if (ReservedPaths.contains(path)) {
            return "the server keeps it for itself";
        }
        Optional<Provider> owner =
                providers.stream().filter(provider -> provider.owns(path)).findFirst();
        if (owner.isEmpty()) {
            return "it belongs to no provider, and its operation is unknown";
        }
        List<String> paths = operations.stream()
                .filter(operation -> operation.provider().equals(owner.get().name()))
                .map(operation -> operation.path().text())
                .distinct()
                .toList();
        return paths.isEmpty()
                ? "it belongs to " + owner.get().name()
                : "the paths of these operations are " + String.join(", ", paths);
    }

    private Optional<Provider> owner(Operation operation) {
        return providers.stream()
                .filter(provider -> provider.name().equals(operation.provider()))
                .findFirst();
    }

    /** As the providers' frameworks match: decoded, and without slashes at the end. */
    private static boolean isAt(Operation operation, String path) {
        String decoded = Utf8.decode(Utf8.percentDecode(path, false)).orElse(path);
        return operation
                .path()
                .match(PathTemplate.split(decoded.replaceFirst("/+$", "")))
                .isPresent();
    }

    private static String template(Operation operation) {
        return operation.path().segments().stream()
                .map(segment -> segment.startsWith("{") ? "*" : segment)
                .collect(Collectors.joining("/", "/", ""));
    }

    private static boolean canBe(Provider provider, Glob path) {
        Optional<String> first = firstSegment(path);
        if (first.isPresent()) {
            return provider.owns(first.get());
        }
        Glob lower = Glob.of(path.toString().toLowerCase(Locale.ROOT));
        int deepest = (int) path.toString().chars().filter(c -> c == '/').count();
        return provider.prefixes().stream().anyMatch(prefix -> IntStream.rangeClosed(0, deepest)
                .anyMatch(depth -> lower.overlaps(prefix + "/*".repeat(depth))));
    }

    private boolean canBeUnclaimed(Glob path) {
        return firstSegment(path)
                .map(first -> !ReservedPaths.contains(first)
                        && providers.stream().noneMatch(provider -> provider.owns(first)))
                .orElse(true);
    }

    /** A path, or the first segment of a pattern with the slash behind it; empty if that is open. */
    private static Optional<String> firstSegment(Glob path) {
        String text = path.toString();
        if (path.isExact()) {
            return Optional.of(text);
        }
        int end = text.indexOf('/', 1);
        int star = text.indexOf('*');
        return end < 2 || star < end ? Optional.empty() : Optional.of(text.substring(0, end + 1));
    }
}
