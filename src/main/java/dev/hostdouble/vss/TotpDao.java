package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The one-time passwords of users. Users who have never set them up have no row. */
final class TotpDao {
    private static final RowMapper<Totp> TOTP = (row, context) -> new Totp(
            row.getString("username"),
            Optional.ofNullable(row.getString("method")).map(Method::valueOf),
            row.getLong("enrolment"),
            row.getInt("used_codes"),
            Optional.ofNullable(row.getObject("enabled_at", Long.class)).map(Instant::ofEpochMilli),
            Optional.ofNullable(row.getObject("disabled_at", Long.class)).map(Instant::ofEpochMilli),
            Optional.ofNullable(row.getObject("code_until", Long.class)).map(Duration::ofNanos),
            Optional.ofNullable(row.getObject("disable_until", Long.class)).map(Duration::ofNanos));

    private final Database db;

    TotpDao(Database db) {
        this.db = db;
    }

    /** How a user gets one-time passwords. */
    enum Method {
        EMAIL,
        SMS,
        AUTHENTICATOR
    }

    /**
     * How a user has set up one-time passwords.
     *
     * @param method empty after they were disabled
     * @param enrolment how often the user has set them up; the key and the recovery codes follow from it
     * @param usedCodes a bit for each recovery code that was used, the lowest for the first
     * @param enabled since when logins need them; empty until they are verified, and after they were disabled
     * @param disabled when they were disabled last
     * @param codeUntil the elapsed time until which a code that was sent is accepted
     * @param disableUntil the elapsed time until which a token that was sent disables them
     */
    record Totp(
            String user,
            Optional<Method> method,
            long enrolment,
            int usedCodes,
            Optional<Instant> enabled,
            Optional<Instant> disabled,
            Optional<Duration> codeUntil,
            Optional<Duration> disableUntil) {
        boolean isEnabled() {
            return enabled.isPresent();
        }

        /** Whether the user has set them up, verified or not, and not disabled them since. */
        boolean isSetUp() {
            return method.isPresent();
        }

        boolean isOf(Method one) {
            return method.filter(own -> own == one).isPresent();
        }

        /** Returns them as verified at a date. */
        Totp verified(Instant now) {
            return new Totp(user, method, enrolment, usedCodes, Optional.of(now), disabled, codeUntil, disableUntil);
        }

        /** Returns them as disabled at a date. */
        Totp disabled(Instant now) {
            Optional<Duration> never = Optional.empty();
            return new Totp(
                    user, Optional.empty(), enrolment, usedCodes, Optional.empty(), Optional.of(now), never, never);
        }

        /** Returns them with a code that is accepted until then. */
        Totp withCode(Optional<Duration> until) {
            return new Totp(user, method, enrolment, usedCodes, enabled, disabled, until, disableUntil);
        }

        /** Returns them with a token that disables them until then. */
        Totp withDisableToken(Duration until) {
            return new Totp(user, method, enrolment, usedCodes, enabled, disabled, codeUntil, Optional.of(until));
        }

        /** Returns them after the use of a recovery code. */
        Totp withUsedCode(int index) {
            int used = usedCodes | (1 << index);
            return new Totp(user, method, enrolment, used, enabled, disabled, codeUntil, disableUntil);
        }
    }

    /** Returns what a user has set up; empty if the user never has. */
    Optional<Totp> find(String user) {
        return db.query("SELECT * FROM vss_totp WHERE username = :user")
                .bind("user", user)
                .map(TOTP)
                .findOne();
    }

    /** Inserts or replaces what a user has set up. */
    void save(Totp totp) {
        db.update("""
                        MERGE INTO vss_totp (username, method, enrolment, used_codes, enabled_at, disabled_at,
                          code_until, disable_until) KEY (username)
                        VALUES (:user, :method, :enrolment, :used, :enabled, :disabled, :code, :disable)""")
                .bind("user", totp.user())
                .bind("method", totp.method().map(Method::name).orElse(null))
                .bind("enrolment", totp.enrolment())
                .bind("used", totp.usedCodes())
                .bind("enabled", millis(totp.enabled()))
                .bind("disabled", millis(totp.disabled()))
                .bind("code", nanos(totp.codeUntil()))
                .bind("disable", nanos(totp.disableUntil()))
                .execute();
    }

    private static @Nullable Long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(null);
    }

    private static @Nullable Long nanos(Optional<Duration> elapsed) {
        return elapsed.map(Duration::toNanos).orElse(null);
    }
}
