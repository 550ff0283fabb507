package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Access tokens. */
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

    /** Returns the secret of a known token: {@code <id>|<secret>} or a bare {@code <secret>}. */
    Optional<String> accept(String token) {
        if (acceptAnyToken) {
            return Optional.of(token).filter(any -> !any.isBlank());
        }
        String known = accepted.get(token);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> found = find(token);
        found.ifPresent(secret -> accepted.put(token, secret));
        return found;
    }

    private Optional<String> find(String token) {
        int bar = token.indexOf('|');
        String secret = token.substring(bar + 1);
        return db.query("SELECT id FROM hosterapi_token WHERE secret = :secret")
                .bind("secret", secret)
                .mapTo(Long.class)
                .findOne()
                .filter(id -> bar < 0 || token.substring(0, bar).equals(String.valueOf(id)))
                .map(id -> secret);
    }
}
