package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import java.util.Optional;

/** Access tokens. */
final class TokenDao {
    private final Database db;
    private final boolean anyone;

    /** @param anyone whether any token is as good as a known one ({@code --auth any}) */
    TokenDao(Database db, boolean anyone) {
        this.db = db;
        this.anyone = anyone;
    }

    void insert(HosterState.Token token) {
        db.update("INSERT INTO hosterapi_token (id, secret) VALUES (:id, :secret)")
                .bind("id", token.id())
                .bind("secret", token.secret())
                .execute();
    }

    /** The secret of {@code <id>|<secret>} or a bare {@code <secret>}, if it is known. */
    Optional<String> accept(String token) {
        if (anyone) {
            return Optional.of(token).filter(any -> !any.isBlank());
        }
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
