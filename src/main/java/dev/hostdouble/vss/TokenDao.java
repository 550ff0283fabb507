package dev.hostdouble.vss;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import dev.hostdouble.db.Remembered;
import dev.hostdouble.provider.CredentialLife;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tokens with their users and deadlines, and those that were revoked. A token prints a date as its end, but it expires by elapsed time: so setting the date
 * revives no token and ends none.
 */
final class TokenDao {
    private static final int MOST = 1000;

    private final Database db;
    private final boolean acceptAnyToken;
    private final Remembered<String, Optional<Owned>> tokens;

    /** @param acceptAnyToken whether an unknown token counts as one of the first user ({@code --auth any}) */
    TokenDao(Database db, boolean acceptAnyToken) {
        this.db = db;
        this.acceptAnyToken = acceptAnyToken;
        this.tokens = db.remember(this::read);
    }

    /** Returns the number of a user's next token, from 1. */
    long next(String user) {
        return db.next("vss.token." + user);
    }

    /** Stores a token. Deletes expired tokens, and the oldest ones if there are too many. */
    void insert(String token, String user, WorldTime now, Duration life) {
        db.update("DELETE FROM vss_token WHERE deadline <= :elapsed")
                .bind("elapsed", now.elapsed().toNanos())
                .execute();
        if (db.query("SELECT COUNT(*) FROM vss_token").mapTo(Long.class).one() >= MOST) {
            db.update("""
                            DELETE FROM vss_token WHERE token IN (
                              SELECT token FROM vss_token ORDER BY deadline DESC, token OFFSET :most ROWS)""").bind("most", MOST - 1).execute();
        }
        db.update("""
                        MERGE INTO vss_token (token, username, issued_at, deadline) KEY (token)
                        VALUES (:token, :user, :now, :deadline)""")
                .bind("token", token)
                .bind("user", user)
                .bind("now", now.date().toEpochMilli())
                .bind("deadline", now.after(life).toNanos())
                .execute();
    }

    /** Returns the user that owns the token, if the token is valid at that elapsed time. */
    Optional<String> user(String token, Duration elapsed) {
        Optional<String> known = tokens.of(token)
                .filter(owned -> owned.deadline() > elapsed.toNanos())
                .map(Owned::user);
        return acceptAnyToken && !token.isEmpty() && !isRevoked(token) ? known.or(this::first) : known;
    }

    /** A token of a user, and the elapsed time at which it expires, in nanoseconds. */
    private record Owned(String user, long deadline) {}

    private Optional<Owned> read(String token) {
        return db.query("SELECT username, deadline FROM vss_token WHERE token = :token")
                .bind("token", token)
                .map((row, context) -> new Owned(row.getString(1), row.getLong(2)))
                .findOne();
    }

    /** How long a token is accepted; empty if it is not known, or has expired and is deleted. */
    Optional<CredentialLife> life(String token) {
        return isRevoked(token)
                ? Optional.of(CredentialLife.REVOKED)
                : tokens.of(token)
                        .map(owned -> CredentialLife.of(owned.user(), Optional.of(Duration.ofNanos(owned.deadline()))));
    }

    /** The tokens that expire after one elapsed time and by another, in that order. */
    List<CredentialLife> expiring(Duration after, Duration to, int limit) {
        return db.query("""
                        SELECT username, deadline FROM vss_token WHERE deadline > :after AND deadline <= :to
                        ORDER BY deadline, token LIMIT :limit""")
                .bind("after", after.toNanos())
                .bind("to", to.toNanos())
                .bind("limit", limit)
                .map((row, context) ->
                        CredentialLife.of(row.getString(1), Optional.of(Duration.ofNanos(row.getLong(2)))))
                .list();
    }

    private boolean isRevoked(String token) {
        return db.query("SELECT COUNT(*) FROM vss_revoked WHERE token = :token")
                        .bind("token", token)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Revokes all tokens of a user for good; returns whether any was valid at that elapsed time. */
    boolean revokeAll(String user, Duration elapsed) {
        List<String> all = db.query("SELECT token FROM vss_token WHERE username = :user AND deadline > :elapsed")
                .bind("user", user)
                .bind("elapsed", elapsed.toNanos())
                .mapTo(String.class)
                .list();
        all.forEach(this::revoke);
        return !all.isEmpty();
    }

    /** Revokes a token for good; returns whether it was valid at that elapsed time. */
    boolean revoke(String token, Duration elapsed) {
        boolean known = user(token, elapsed).isPresent();
        if (known) {
            revoke(token);
        }
        return known;
    }

    private void revoke(String token) {
        db.update("DELETE FROM vss_token WHERE token = :token")
                .bind("token", token)
                .execute();
        db.update("INSERT INTO vss_revoked (token) VALUES (:token)")
                .bind("token", token)
                .execute();
    }

    private Optional<String> first() {
        return db.query("SELECT name FROM vss_user WHERE permitted ORDER BY position LIMIT 1")
                .mapTo(String.class)
                .findOne();
    }

    /** Returns the date at which a user last received a token. */
    Optional<Instant> lastIssued(String user) {
        return db.query("""
                        SELECT issued_at FROM vss_token WHERE username = :user
                        ORDER BY username DESC, deadline DESC LIMIT 1""").bind("user", user).mapTo(Long.class).findOne().map(Instant::ofEpochMilli);
    }
}
