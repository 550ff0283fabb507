package dev.hostdouble.vss;

import dev.hostdouble.core.Headers;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.UserDao.User;
import java.util.Optional;

/** Logins with HTTP Basic, for tokens and one-time passwords. */
final class Logins {
    private final UserDao users;
    private final RateLimit rateLimit;

    Logins(UserDao users, RateLimit rateLimit) {
        this.users = users;
        this.rateLimit = rateLimit;
    }

    /** Returns the user whose name and password a call has; throws a 401 if there is none, or if that user may not log in. */
    User user(Call call) {
        // A header of the provider's 401 (observed on that of a token).
        Headers allow = Headers.of("Allow", call.operation().method() + ", OPTIONS");
        User user = named(call).orElseThrow(() -> VssError.LOGIN_REQUIRED.with().withHeaders(allow));
        if (!user.isPermitted()) {
            throw VssError.NOT_PERMITTED.with().withHeaders(allow);
        }
        call.trace().authenticatedAs(user.name());
        rateLimit.count(call, user.name());
        return user;
    }

    /** Returns the user whose name and password a call has. */
    Optional<User> named(Call call) {
        return BasicLogin.read(call.request().header("Authorization")).flatMap(basic -> users.find(basic.user())
                .filter(user -> user.password().equals(basic.password())));
    }
}
