package dev.hostdouble.vss;

import dev.hostdouble.provider.Call;
import java.util.Optional;
import java.util.function.LongFunction;

/** Ids as they stand in paths. */
final class Ids {
    private static final int MOST_DIGITS = 18;

    private Ids() {}

    /**
     * Finds what the path of a call names, and notes what that rests on.
     *
     * @throws dev.hostdouble.core.ApiException the 404 if the id is not a number, or nothing has it
     */
    static <T> T find(Call call, LongFunction<Optional<T>> byId) {
        String text = call.path("id");
        T found = read(text).flatMap(byId::apply).orElseThrow(VssError.NOT_FOUND::with);
        if (text.length() > 1 && text.startsWith("0")) {
            call.restsOn(VssFact.ID_FORM);
        }
        return found;
    }

    /** The number; empty if the text is not a number or overflows. */
    static Optional<Long> read(String text) {
        boolean digits = text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && !text.isEmpty() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
