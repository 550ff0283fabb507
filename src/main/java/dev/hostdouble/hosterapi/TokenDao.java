package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Access tokens, and those that were revoked. */
final class TokenDao {
    private final Database db;
    private final boolean acceptAnyToken;
    // Every call looks up its token. A secret has two forms, so this map stays small.
    private final Map<String, String> accepted = new HashMap<>();

    /** @param acceptAnyToken whether any token is accepted ({@code --auth any}) */
    TokenDao(Database db, boolean acceptAnyToken) {
        this.db = db;
        this.acceptAnyToken = acceptAnyToken;
    }

    /** Inserts a token. */
    void insert(HosterState.Token token) {
        accepted.clear();
        db.update("INSERT INTO hosterapi_token (id, secret) VALUES (:id, :secret)")
                .bind("id", token.id())
                .bind("secret", token.secret())
                .execute();
    }

    /** Revokes the token of an id for good; returns whether there was one. */
    boolean revoke(long id) {
        return db.query("SELECT secret FROM hosterapi_token WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .filter(this::revoke)
                .isPresent();
    }

    /** Revokes a token, in either form, for good; returns whether it was known. */
    boolean revoke(String token) {
        if (accept(token).isEmpty()) {
            return false;
        }
        accepted.clear();
        db.update("DELETE FROM hosterapi_token WHERE secret = :secret")
                .bind("secret", secret(token))
                .execute();
        db.update("INSERT INTO hosterapi_revoked (secret) VALUES (:secret)")
                .bind("secret", secret(token))
                .execute();
        return true;
    }

    /** Returns the secret of a known token: {@code <id>|<secret>} or a bare {@code <secret>}. */
    Optional<String> accept(String token) {
        if (acceptAnyToken) {
            return Optional.of(token).filter(any -> !any.isBlank() && !isRevoked(any));
        }
        String known = accepted.get(token);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> found = find(token);
        found.ifPresent(secret -> accepted.put(token, secret));
        return found;
    }

    /** Whether a token that is accepted is a secret alone, without its id. */
    boolean isIdMissing(String token) {
        return !acceptAnyToken && token.indexOf('|') < 0;
    }

    /** Whether a token that is not accepted would be without its id. */
    boolean isIdWrong(String token) {
        return !acceptAnyToken && token.indexOf('|') >= 0 && find(secret(token)).isPresent();
    }

    private boolean isRevoked(String token) {
        return db.query("SELECT COUNT(*) FROM hosterapi_revoked WHERE secret = :secret")
                        .bind("secret", secret(token))
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private Optional<String> find(String token) {
        int bar = token.indexOf('|');
        String secret = secret(token);
        return db.query("SELECT id FROM hosterapi_token WHERE secret = :secret")
                .bind("secret", secret)
                .mapTo(Long.class)
                .findOne()
                .filter(id -> bar < 0 || token.substring(0, bar).equals(String.valueOf(id)))
                .map(id -> secret);
    }

    private static String secret(String token) {
        return token.substring(token.indexOf('|') + 1);
    }
}
