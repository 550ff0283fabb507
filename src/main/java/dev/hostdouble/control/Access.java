package dev.hostdouble.control;

import dev.hostdouble.core.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who may use the control API: open on loopback; elsewhere it needs {@code Authorization: Bearer <token>}, and without
 * a token it is closed.
 *
 * @param open whether it is open to everybody
 * @param token the token that gives access
 */
public record Access(boolean open, Optional<String> token) {
    void require(Request request) {
        if (open) {
            return;
        }
        if (token.isEmpty()) {
            throw new ControlException(
                    403,
                    "the control API is closed: set HOSTDOUBLE_CONTROL_TOKEN or HOSTDOUBLE_CONTROL_OPEN=true (flags --control-token, --control-open)");
        }
        byte[] sent = request.header("Authorization").getBytes(StandardCharsets.UTF_8);
        byte[] wanted = ("Bearer " + token.get()).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(sent, wanted)) {
            throw new ControlException(401, "the control API needs the header Authorization: Bearer <control token>");
        }
    }
}
