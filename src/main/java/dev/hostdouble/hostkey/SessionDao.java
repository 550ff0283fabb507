package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import java.time.Instant;
import java.util.Optional;

/** Sessions: tokens with their accounts and expiry times. */
final class SessionDao {
    private final Database db;
    private final boolean acceptAnyToken;

    /** @param acceptAnyToken whether an unknown token counts as one of the first account ({@code --auth any}) */
    SessionDao(Database db, boolean acceptAnyToken) {
        this.db = db;
        this.acceptAnyToken = acceptAnyToken;
    }

    /** Returns the number of the next session. */
    long next() {
        return db.next("hostkey.session");
    }

    /** Opens a session; without an expiry time it never expires. */
    void insert(String token, String login, Optional<Instant> expires) {
        db.update("INSERT INTO hostkey_session (token, login, expires_at) VALUES (:token, :login, :expires)")
                .bind("token", token)
                .bind("login", login)
                .bind("expires", expires.map(Instant::toEpochMilli).orElse(null))
                .execute();
    }

    /** Returns the login that owns the token, if the token is valid at that instant. */
    Optional<String> login(String token, Instant now) {
        Optional<String> known = db.query("""
                        SELECT login FROM hostkey_session
                        WHERE token = :token AND (expires_at IS NULL OR expires_at > :now)""")
                .bind("token", token)
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .findOne();
        return acceptAnyToken ? known.or(this::first) : known;
    }

    private Optional<String> first() {
        return db.query("SELECT login FROM hostkey_account ORDER BY position LIMIT 1")
                .mapTo(String.class)
                .findOne();
    }

    /** Returns when a session expires; empty if it never does. */
    Optional<Instant> expires(String token) {
        return db.query("SELECT expires_at FROM hostkey_session WHERE token = :token AND expires_at IS NOT NULL")
                .bind("token", token)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /** Deletes a session, if it exists. */
    void delete(String token) {
        db.update("DELETE FROM hostkey_session WHERE token = :token")
                .bind("token", token)
                .execute();
    }

    /** Deletes expired sessions. */
    void deleteExpired(Instant now) {
        db.update("DELETE FROM hostkey_session WHERE expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
