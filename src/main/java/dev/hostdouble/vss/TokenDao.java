package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import java.time.Instant;
import java.util.Optional;

/** Tokens with their users and expiry times. */
final class TokenDao {
    private static final int MOST = 1000;

    private final Database db;
    private final boolean acceptAnyToken;

    /** @param acceptAnyToken whether an unknown token counts as one of the first user ({@code --auth any}) */
    TokenDao(Database db, boolean acceptAnyToken) {
        this.db = db;
        this.acceptAnyToken = acceptAnyToken;
    }

    /** Stores a token. Deletes expired tokens, and the oldest ones if there are too many. */
    void insert(String token, String user, Instant now, Instant expires) {
        db.update("DELETE FROM vss_token WHERE expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
        db.update("""
                        DELETE FROM vss_token WHERE token IN (
                          SELECT token FROM vss_token ORDER BY issued_at DESC, token OFFSET :most ROWS)""").bind("most", MOST - 1).execute();
        db.update("""
                        MERGE INTO vss_token (token, username, issued_at, expires_at) KEY (token)
                        VALUES (:token, :user, :now, :expires)""")
                .bind("token", token)
                .bind("user", user)
                .bind("now", now.toEpochMilli())
                .bind("expires", expires.toEpochMilli())
                .execute();
    }

    /** Returns the user that owns the token, if the token is valid at that instant. */
    Optional<String> user(String token, Instant now) {
        Optional<String> known = db.query("SELECT username FROM vss_token WHERE token = :token AND expires_at > :now")
                .bind("token", token)
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .findOne();
        return acceptAnyToken && !token.isEmpty() ? known.or(this::first) : known;
    }

    private Optional<String> first() {
        return db.query("SELECT name FROM vss_user ORDER BY position LIMIT 1")
                .mapTo(String.class)
                .findOne();
    }

    /** Returns when a user last received a token. */
    Optional<Instant> lastIssued(String user) {
        return db.query("SELECT MAX(issued_at) FROM vss_token WHERE username = :user")
                .bind("user", user)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }
}
