package dev.hostdouble.coverage;

import java.util.List;
import java.util.Optional;

/**
 * The world that commands are for.
 *
 * @param url what stands before the paths of providers and of the control API, without a slash at its end
 * @param isClosed whether the control API needs a token, which commands take from {@code HOSTDOUBLE_CONTROL_TOKEN}
 */
public record CommandTarget(String url, boolean isClosed) {
    private static final String CONTROL = "/_emulator";
    private static final String TOKEN = "Authorization: Bearer $HOSTDOUBLE_CONTROL_TOKEN";

    /** A call of the control API. */
    String control(String method, String path, Optional<String> body) {
        return ShellLine.curl(method, url + CONTROL + path, isClosed ? List.of(TOKEN) : List.of(), body);
    }
}
