package dev.hostdouble.vss;

import dev.hostdouble.vss.MessageDao.Message;
import dev.hostdouble.vss.TotpDao.Method;
import dev.hostdouble.vss.TotpDao.Totp;
import java.time.Instant;
import java.util.Optional;

/** Puts the one-time passwords and the messages of a start state into empty tables. */
final class AccountLoader {
    private final TotpDao totps;
    private final MessageDao messages;

    AccountLoader(TotpDao totps, MessageDao messages) {
        this.totps = totps;
        this.messages = messages;
    }

    void load(VssState state, VssState.User user) {
        method(state, user)
                .ifPresent(method -> totps.save(new Totp(
                        user.name(),
                        Optional.of(method),
                        0,
                        0,
                        Optional.of(Instant.parse(user.createdOn())),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
        for (AccountYaml.Message message : user.messages()) {
            Instant created = Instant.parse(message.createdOn());
            messages.insert(
                    user.name(),
                    new Message(
                            message.id(),
                            message.kind(),
                            message.subject(),
                            message.text(),
                            message.acknowledged() ? MessageDao.ACKNOWLEDGED : MessageDao.CREATED,
                            created,
                            created));
        }
    }

    /** Where all users need one-time passwords from the beginning, they have an authenticator app unless they say otherwise. */
    private static Optional<Method> method(VssState state, VssState.User user) {
        Optional<Method> own = Optional.ofNullable(user.totp());
        return state.mfa() == VssState.Mfa.REQUIRED ? own.or(() -> Optional.of(Method.AUTHENTICATOR)) : own;
    }
}
