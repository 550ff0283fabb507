package dev.hostdouble.vss;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.TotpDao.Method;
import dev.hostdouble.vss.TotpDao.Totp;
import dev.hostdouble.vss.UserDao.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Who needs a one-time password, and which ones are right (decision 40). */
final class OneTimePasswords {
    /** How long what VSS sends is accepted (assumed). */
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final int KEY_BYTES = 20;
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 5;

    private final TotpDao totps;
    private final VssState.Mfa mfa;
    private final RandomSource seed;

    OneTimePasswords(TotpDao totps, VssState.Mfa mfa, RandomSource seed) {
        this.totps = totps;
        this.mfa = mfa;
        this.seed = seed;
    }

    /** Returns what a user has set up; empty if the user never has. */
    Optional<Totp> of(User user) {
        return totps.find(user.name());
    }

    /** Returns what a user has set up and verified. */
    Optional<Totp> enabled(User user) {
        return of(user).filter(Totp::isEnabled);
    }

    /** Whether a login of the user is refused without a one-time password. */
    boolean areNeededBy(User user) {
        return mfa != VssState.Mfa.NONE || enabled(user).isPresent();
    }

    /**
     * Checks the one-time password of a login.
     *
     * @return whether the login needed one
     * @throws dev.hostdouble.core.ApiException if it is wrong or missing, or the user has to set them up first
     */
    boolean check(Call call, User user, String otp) {
        if (!areNeededBy(user)) {
            return false;
        }
        require(call, user, enabled(user).orElseThrow(VssError.TOTP_REQUIRED::with), otp);
        return true;
    }

    /** Uses up a one-time password of a user; throws the error that clients look for if it is wrong. */
    void require(Call call, User user, Totp totp, String otp) {
        if (!isCode(call, user, totp, otp) && !(totp.isEnabled() && useRecoveryCode(call, totp, otp))) {
            throw VssError.OTP_REQUIRED.with();
        }
    }

    private boolean isCode(Call call, User user, Totp totp, String otp) {
        boolean isOwn = otp.equals(user.otp());
        if (totp.isOf(Method.AUTHENTICATOR)) {
            return isOwn || isTimeCode(call, totp, otp);
        }
        boolean isSent = isOwn && isOpen(call, totp.codeUntil());
        if (isSent) {
            call.restsOn(AccountFact.SENT_CODE);
            totps.save(totp.withCode(Optional.empty()));
        } else if (isOwn) {
            call.restsOn(AccountFact.SENT_CODE);
        }
        return isSent;
    }

    private boolean isTimeCode(Call call, Totp totp, String otp) {
        long now = TimeCodes.step(call.now());
        byte[] key = key(totp);
        for (long step = now - 1; step <= now + 1; step++) {
            if (TimeCodes.code(key, step).equals(otp)) {
                call.restsOn(AccountFact.TIME_CODE);
                return true;
            }
        }
        return false;
    }

    private boolean useRecoveryCode(Call call, Totp totp, String code) {
        int index = recoveryCodes(totp).indexOf(code);
        if (index < 0) {
            return false;
        }
        call.restsOn(AccountFact.RECOVERY_CODE);
        boolean isUnused = (totp.usedCodes() & (1 << index)) == 0;
        if (isUnused) {
            totps.save(totp.withUsedCode(index));
        }
        return isUnused;
    }

    private static boolean isOpen(Call call, Optional<Duration> until) {
        return until.filter(end -> call.elapsed().compareTo(end) < 0).isPresent();
    }

    /** Sends a code to a user who gets them by mail or as a text message: it is the one of the start state. */
    void send(Call call, User user) {
        of(user).filter(totp -> totp.isOf(Method.EMAIL) || totp.isOf(Method.SMS))
                .ifPresent(
                        totp -> totps.save(totp.withCode(Optional.of(call.time().after(LIFE)))));
    }

    /** Begins to set up one-time passwords; what was set up before is void. */
    Totp enrol(User user, Method method) {
        Optional<Totp> before = of(user);
        Totp totp = new Totp(
                user.name(),
                Optional.of(method),
                before.map(Totp::enrolment).orElse(0L) + 1,
                0,
                Optional.empty(),
                before.flatMap(Totp::disabled),
                Optional.empty(),
                Optional.empty());
        totps.save(totp);
        return totp;
    }

    /** From now on, logins of the user need a one-time password. */
    void enable(Call call, User user) {
        of(user).ifPresent(totp -> totps.save(totp.verified(call.now())));
    }

    /** Sends a token that disables the one-time passwords of a user: it is the code of the start state. */
    void sendDisableToken(Call call, Totp totp) {
        totps.save(totp.withDisableToken(call.time().after(LIFE)));
    }

    /** Disables the one-time passwords of a user; returns whether the token is right, or is a recovery code. */
    boolean disable(Call call, User user, Totp totp, String token) {
        boolean isSent = token.equals(user.otp()) && isOpen(call, totp.disableUntil());
        boolean isRight = isSent || useRecoveryCode(call, totp, token);
        if (isRight) {
            totps.save(totp.disabled(call.now()));
        }
        return isRight;
    }

    /** The key that a user enters in an authenticator app. */
    byte[] key(Totp totp) {
        return stream("vss.totp", totp).nextBytes(KEY_BYTES);
    }

    /** Codes that are accepted once each, for users who have lost their phones. */
    List<String> recoveryCodes(Totp totp) {
        SeededRandom random = stream("vss.recovery", totp);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            codes.add(HexFormat.of().formatHex(random.nextBytes(RECOVERY_BYTES)));
        }
        return codes;
    }

    private SeededRandom stream(String purpose, Totp totp) {
        return seed.stream(purpose, totp.user(), totp.enrolment());
    }
}
