package dev.hostdouble.control;

import dev.hostdouble.core.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Who may use the control API: open on loopback; elsewhere it needs {@code Authorization: Bearer <token>}, and without
 * a token it is closed. Web pages of other origins are refused everywhere.
 *
 * @param open whether it is open to everybody
 * @param token the token that gives access
 * @param guard refuses web pages of other origins
 */
public record Access(boolean open, Optional<String> token, OriginGuard guard) {
    /** Open to everybody who calls it under an address or a loopback name. */
    public static final Access OPEN = new Access(true, Optional.empty(), new OriginGuard("localhost", true, List.of()));

    /** Refuses a request of a web page of another origin. A page does not know the token, whatever name it uses. */
    void requireOwnOrigin(Request request) {
        guard.require(request, hasToken(request));
    }

    void require(Request request) {
        if (open) {
            return;
        }
        if (token.isEmpty()) {
            throw new ControlException(
                    403,
                    "the control API is closed: set HOSTDOUBLE_CONTROL_TOKEN or HOSTDOUBLE_CONTROL_OPEN=true (flags --control-token, --control-open)");
        }
        if (!hasToken(request)) {
            throw new ControlException(
                    401,
                    "the control API needs the header Authorization: Bearer <control token>, the value of HOSTDOUBLE_CONTROL_TOKEN or --control-token");
        }
    }

    /** Whether neither of them refuses a request. */
    boolean allows(Request request) {
        try {
            requireOwnOrigin(request);
            require(request);
            return true;
        } catch (ControlException e) {
            return false;
        }
    }

    private boolean hasToken(Request request) {
        byte[] sent = request.header("Authorization").getBytes(StandardCharsets.UTF_8);
        return token.map(text -> ("Bearer " + text).getBytes(StandardCharsets.UTF_8))
                .filter(wanted -> MessageDigest.isEqual(sent, wanted))
                .isPresent();
    }
}
