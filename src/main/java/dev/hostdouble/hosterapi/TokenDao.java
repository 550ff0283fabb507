package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import dev.hostdouble.provider.CredentialLife;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Access tokens, and those that were revoked. */
final class TokenDao {
    private final Database db;
    private final Optional<String> unknownAs;
    // Every call looks up its token. A secret has two forms, so this map stays small.
    private final Map<String, Token> accepted = new HashMap<>();

    /** @param unknownAs the account of unknown tokens, if they are accepted ({@code --auth any}) */
    TokenDao(Database db, Optional<String> unknownAs) {
        this.db = db;
        this.unknownAs = unknownAs;
    }

    /** A token that is accepted, and the account it belongs to. */
    record Token(String secret, String account) {}

    /** Inserts a token. */
    void insert(HosterState.Token token) {
        accepted.clear();
        db.update("INSERT INTO hosterapi_token (id, secret, account) VALUES (:id, :secret, :account)")
                .bind("id", token.id())
                .bind("secret", token.secret())
                .bind("account", token.account())
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

    /** Finds a known token: {@code <id>|<secret>} or a bare {@code <secret>}. */
    Optional<Token> accept(String token) {
        Token known = accepted.get(token);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Token> found = find(token);
        found.ifPresent(one -> accepted.put(token, one));
        return found.or(() -> unknown(token));
    }

    private Optional<Token> unknown(String token) {
        return unknownAs
                .filter(account -> !token.isBlank() && !isRevoked(token))
                .map(account -> new Token(token, account));
    }

    /** Whether a token that is accepted is a secret alone, without its id. */
    boolean isIdMissing(String token) {
        return unknownAs.isEmpty() && token.indexOf('|') < 0;
    }

    /** Whether a token that is not accepted would be without its id. */
    boolean isIdWrong(String token) {
        return unknownAs.isEmpty()
                && token.indexOf('|') >= 0
                && find(secret(token)).isPresent();
    }

    /** How long a token is accepted, in either form; empty if it is not known. */
    Optional<CredentialLife> life(String token) {
        return isRevoked(token)
                ? Optional.of(CredentialLife.REVOKED)
                : find(token).map(known -> CredentialLife.of(known.account(), Optional.empty()));
    }

    private boolean isRevoked(String token) {
        return db.query("SELECT COUNT(*) FROM hosterapi_revoked WHERE secret = :secret")
                        .bind("secret", secret(token))
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private Optional<Token> find(String token) {
        int bar = token.indexOf('|');
        String secret = secret(token);
        return db.query("SELECT id, account FROM hosterapi_token WHERE secret = :secret")
                .bind("secret", secret)
                .map((row, context) -> Map.entry(row.getLong("id"), row.getString("account")))
                .findOne()
                .filter(known -> bar < 0 || token.substring(0, bar).equals(String.valueOf(known.getKey())))
                .map(known -> new Token(secret, known.getValue()));
    }

    private static String secret(String token) {
        return token.substring(token.indexOf('|') + 1);
    }
}
