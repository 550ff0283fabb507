package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import dev.hostdouble.db.Remembered;
import dev.hostdouble.provider.CredentialLife;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sessions: tokens with their accounts and deadlines, and the tokens that were revoked. A deadline is an elapsed time, so setting the date revives no session and
 * ends none; the date of its end is computed where it is shown.
 */
final class SessionDao {
    private static final long MOST = 10_000;

    private final Database db;
    private final boolean acceptAnyToken;
    private final Remembered<String, Optional<Session>> sessions;

    /** @param acceptAnyToken whether an unknown token counts as one of the first account ({@code --auth any}) */
    SessionDao(Database db, boolean acceptAnyToken) {
        this.db = db;
        this.acceptAnyToken = acceptAnyToken;
        this.sessions = db.remember(this::read);
    }

    /** Returns the number of the next session. */
    long next() {
        return db.next("hostkey.session");
    }

    /** Opens a session; without a deadline it never expires. If there are too many, the one that ends first is deleted. */
    void insert(String token, String login, Optional<Duration> deadline) {
        if (db.query("SELECT COUNT(*) FROM hostkey_session").mapTo(Long.class).one() >= MOST) {
            db.query("""
                            SELECT token FROM hostkey_session USE INDEX (hostkey_session_deadline) WHERE deadline >= 0
                            ORDER BY deadline, token LIMIT 1""").mapTo(String.class).findOne().ifPresent(this::delete);
        }
        db.update("INSERT INTO hostkey_session (token, login, deadline) VALUES (:token, :login, :deadline)")
                .bind("token", token)
                .bind("login", login)
                .bind("deadline", deadline.map(Duration::toNanos).orElse(null))
                .execute();
    }

    /** Returns the login that owns the token, if the token is valid at that elapsed time. */
    Optional<String> login(String token, Duration elapsed) {
        Optional<String> known =
                sessions.of(token).filter(session -> session.isValidAt(elapsed)).map(Session::login);
        return acceptAnyToken && !isRevoked(token) ? known.or(this::first) : known;
    }

    /** A session of a login, and the elapsed time at which it expires, if it does. */
    private record Session(String login, Optional<Duration> deadline) {
        boolean isValidAt(Duration elapsed) {
            return deadline.isEmpty() || deadline.get().compareTo(elapsed) > 0;
        }
    }

    private Optional<Session> read(String token) {
        return db.query("SELECT login, deadline FROM hostkey_session WHERE token = :token")
                .bind("token", token)
                .map((row, context) -> new Session(
                        row.getString(1),
                        Optional.ofNullable(row.getObject(2, Long.class)).map(Duration::ofNanos)))
                .findOne();
    }

    /** Whether there is a session of that token, expired or not. */
    boolean isTaken(String token) {
        return sessions.of(token).isPresent();
    }

    /** How long a token is accepted; empty if it is not known, or has expired and is deleted. */
    Optional<CredentialLife> life(String token) {
        return isRevoked(token)
                ? Optional.of(CredentialLife.REVOKED)
                : sessions.of(token).map(session -> CredentialLife.of(session.login(), session.deadline()));
    }

    /** The sessions that expire after one elapsed time and by another, in that order. */
    List<CredentialLife> expiring(Duration after, Duration to, int limit) {
        return db.query("""
                        SELECT login, deadline FROM hostkey_session WHERE deadline > :after AND deadline <= :to
                        ORDER BY deadline, token LIMIT :limit""")
                .bind("after", after.toNanos())
                .bind("to", to.toNanos())
                .bind("limit", limit)
                .map((row, context) ->
                        CredentialLife.of(row.getString(1), Optional.of(Duration.ofNanos(row.getLong(2)))))
                .list();
    }

    private boolean isRevoked(String token) {
        return db.query("SELECT COUNT(*) FROM hostkey_revoked WHERE token = :token")
                        .bind("token", token)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private Optional<String> first() {
        return db.query("SELECT login FROM hostkey_account ORDER BY position LIMIT 1")
                .mapTo(String.class)
                .findOne();
    }

    /** Returns the elapsed time at which a session expires; empty if it never does. */
    Optional<Duration> deadline(String token) {
        return db.query("SELECT deadline FROM hostkey_session WHERE token = :token AND deadline IS NOT NULL")
                .bind("token", token)
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofNanos);
    }

    /** Revokes a token, or all tokens of a login, for good; returns whether any was valid at that elapsed time. */
    boolean revokeAll(String tokenOrLogin, Duration elapsed) {
        String valid = "(deadline IS NULL OR deadline > :elapsed)";
        List<String> tokens = Stream.of("token", "login")
                .flatMap(column -> db
                        .query("SELECT token FROM hostkey_session WHERE " + column + " = :text AND " + valid)
                        .bind("text", tokenOrLogin)
                        .bind("elapsed", elapsed.toNanos())
                        .mapTo(String.class)
                        .list()
                        .stream())
                .distinct()
                .toList();
        tokens.forEach(this::revoke);
        return !tokens.isEmpty();
    }

    /** Revokes a token for good; returns whether it was valid at that elapsed time. */
    boolean revoke(String token, Duration elapsed) {
        boolean known = login(token, elapsed).isPresent();
        if (known) {
            revoke(token);
        }
        return known;
    }

    private void revoke(String token) {
        delete(token);
        db.update("MERGE INTO hostkey_revoked (token) VALUES (:token)")
                .bind("token", token)
                .execute();
    }

    /** Deletes a session, if it exists. */
    void delete(String token) {
        db.update("DELETE FROM hostkey_session WHERE token = :token")
                .bind("token", token)
                .execute();
    }

    /** Deletes expired sessions. */
    void deleteExpired(Duration elapsed) {
        db.update("DELETE FROM hostkey_session WHERE deadline <= :elapsed")
                .bind("elapsed", elapsed.toNanos())
                .execute();
    }
}
