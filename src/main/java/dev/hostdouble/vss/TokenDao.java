package dev.hostdouble.vss;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import dev.hostdouble.db.Remembered;
import dev.hostdouble.provider.CredentialLife;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Tokens with their users and deadlines. A token prints a date as its end, but it expires by elapsed time: so setting the
 * date revives no token and ends none. Revoked and expired tokens stay in the list of their user until there are too many.
 */
final class TokenDao {
    private static final int MOST = 1000;
    private static final String LISTED = "id, issued_at, updated_at, deadline, revoked";
    private static final RowMapper<ListedToken> TOKEN = (row, context) -> new ListedToken(
            row.getLong("id"),
            Instant.ofEpochMilli(row.getLong("issued_at")),
            Instant.ofEpochMilli(row.getLong("updated_at")),
            Duration.ofNanos(row.getLong("deadline")),
            row.getBoolean("revoked"));

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

    /**
     * A token as its user sees it.
     *
     * @param updated when it was revoked, or else issued
     * @param deadline the elapsed time at which it expires
     */
    record ListedToken(long id, Instant issued, Instant updated, Duration deadline, boolean isRevoked) {
        boolean isValid(Duration elapsed) {
            return !isRevoked && deadline.compareTo(elapsed) > 0;
        }
    }

    /** Stores a token. Deletes others if there are too many: those that are not valid first, then the oldest ones. */
    void insert(String token, String user, WorldTime now, Duration life) {
        if (db.query("SELECT COUNT(*) FROM vss_token").mapTo(Long.class).one() >= MOST) {
            db.update("""
                            DELETE FROM vss_token WHERE token IN (
                              SELECT token FROM vss_token ORDER BY revoked OR deadline <= :elapsed, deadline DESC, token
                              OFFSET :most ROWS)""")
                    .bind("elapsed", now.elapsed().toNanos())
                    .bind("most", MOST - 1)
                    .execute();
        }
        db.update("""
                        MERGE INTO vss_token (token, id, username, issued_at, updated_at, deadline, revoked) KEY (token)
                        VALUES (:token, :id, :user, :now, :now, :deadline, FALSE)""")
                .bind("token", token)
                .bind("id", db.next("vss.token"))
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
        return db.query("SELECT username, deadline FROM vss_token WHERE token = :token AND NOT revoked")
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
                        SELECT username, deadline FROM vss_token
                        WHERE deadline > :after AND deadline <= :to AND NOT revoked ORDER BY deadline, token LIMIT :limit""")
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

    /** Revokes all tokens of a user for good; returns whether any was valid at that time. */
    boolean revokeAll(String user, WorldTime now) {
        List<String> all = db.query(
                        "SELECT token FROM vss_token WHERE username = :user AND deadline > :elapsed AND NOT revoked")
                .bind("user", user)
                .bind("elapsed", now.elapsed().toNanos())
                .mapTo(String.class)
                .list();
        all.forEach(token -> refuse(token, now));
        return !all.isEmpty();
    }

    /** Revokes a token for good; returns whether it was valid at that time. */
    boolean revoke(String token, WorldTime now) {
        boolean known = user(token, now.elapsed()).isPresent();
        if (known) {
            refuse(token, now);
        }
        return known;
    }

    /** Forgets those that have expired since: nobody accepts them any more than other unknown ones. */
    private void refuse(String token, WorldTime now) {
        long deadline = db.query("SELECT deadline FROM vss_token WHERE token = :token")
                .bind("token", token)
                .mapTo(Long.class)
                .findOne()
                .orElse(now.after(TokenSection.LIFE).toNanos());
        db.update("UPDATE vss_token SET revoked = TRUE, updated_at = :now WHERE token = :token")
                .bind("now", now.date().toEpochMilli())
                .bind("token", token)
                .execute();
        db.update("DELETE FROM vss_revoked WHERE deadline <= :elapsed")
                .bind("elapsed", now.elapsed().toNanos())
                .execute();
        db.update("MERGE INTO vss_revoked (token, deadline) KEY (token) VALUES (:token, :deadline)")
                .bind("token", token)
                .bind("deadline", deadline)
                .execute();
    }

    /** Returns the tokens of a user in the order of their ids. */
    List<ListedToken> tokensOf(String user) {
        return db.query("SELECT " + LISTED + " FROM vss_token WHERE username = :user ORDER BY id")
                .bind("user", user)
                .map(TOKEN)
                .list();
    }

    /** Finds a token of a user by id. */
    Optional<ListedToken> find(String user, long id) {
        return tokensOf(user).stream().filter(token -> token.id() == id).findFirst();
    }

    /** Revokes a token of a user by id, if it is not revoked yet. */
    void revoke(String user, long id, WorldTime now) {
        text(user, id).filter(token -> !isRevoked(token)).ifPresent(token -> refuse(token, now));
    }

    /** Revokes a token of a user by id, and deletes it from the list. */
    void delete(String user, long id, WorldTime now) {
        text(user, id).ifPresent(token -> {
            refuse(token, now);
            db.update("DELETE FROM vss_token WHERE token = :token")
                    .bind("token", token)
                    .execute();
        });
    }

    private Optional<String> text(String user, long id) {
        return db.query("SELECT token FROM vss_token WHERE username = :user AND id = :id")
                .bind("user", user)
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
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
