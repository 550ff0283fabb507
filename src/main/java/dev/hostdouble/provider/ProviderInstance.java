package dev.hostdouble.provider;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One provider's API in one world: its route table, its dialect, its error catalogue. */
public interface ProviderInstance {
    /** The short name that operation ids begin with, such as {@code hosterapi}. */
    String name();

    /** The route table, in the order of the provider's manual. */
    List<Operation> routes();

    Dialect dialect();

    /** Every error the provider knows. */
    List<? extends ApiError> errors();

    /** The route that request takes; the unknown route where none fits. */
    Match match(Request request);

    /** Where its users leave files by other ways than this API; nothing where there is no such place. */
    default Optional<FileStore> files() {
        return Optional.empty();
    }

    /** What a call is about, by dotted names such as {@code vm.state}: what is there of it now; empty where nothing is. */
    default Map<String, Object> stateOf(Call call) {
        return Map.of();
    }

    /** What a call for something that was on offer a moment ago is told; nothing where the provider has no words for it. */
    default Optional<ApiException> soldOut(Call call) {
        return Optional.empty();
    }

    /** The provider's words for calls that are too many; nothing where it has none. */
    default Optional<ApiError> tooMany() {
        return Optional.empty();
    }

    /** Which route a request takes, and what the named segments of its path stand for. */
    public record Match(Operation route, Map<String, String> path) {}
}
