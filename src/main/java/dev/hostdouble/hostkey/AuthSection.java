package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.provider.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** HOSTKEY, {@code auth.php}: sessions (observed in official clients, where nothing else is said). */
final class AuthSection {
    private static final Duration DEFAULT_TTL = Duration.ofHours(2);
    private static final long MAX_TTL_SECONDS = 31_536_000;
    private static final int TOKEN_BYTES = 16;
    private static final Pattern API_KEY = Pattern.compile("[0-9a-fA-F]{16}-[0-9a-fA-F]{16}");

    private final AccountDao accounts;
    private final ServerDao servers;
    private final SessionDao sessions;
    private final RandomSource seed;

    AuthSection(AccountDao accounts, ServerDao servers, SessionDao sessions, RandomSource seed) {
        this.accounts = accounts;
        this.servers = servers;
        this.sessions = sessions;
        this.seed = seed;
    }

    /** login: with an API key. */
    Reply login(Call call) {
        String key = Input.of(call).text("key").orElseThrow(HostkeyError.MALFORMED_LOGIN::with);
        if (!API_KEY.matcher(key).matches()) {
            throw HostkeyError.BAD_API_KEY.with();
        }
        return open(call, accounts.findByApiKey(key).orElseThrow(HostkeyError.UNKNOWN_API_KEY::with));
    }

    /** whmcslogin: with an email address and a password. */
    Reply whmcsLogin(Call call) {
        Input input = Input.of(call);
        String user = input.text("user").orElseThrow(HostkeyError.MALFORMED_LOGIN::with);
        String password = input.text("password").orElseThrow(HostkeyError.MALFORMED_LOGIN::with);
        return open(
                call,
                accounts.find(user)
                        .filter(account -> account.password().equals(password))
                        .orElseThrow(HostkeyError.WRONG_LOGIN::with));
    }

    private Reply open(Call call, Account account) {
        if (servers.ids(account).isEmpty()) {
            throw HostkeyError.NO_SERVERS.with();
        }
        Duration ttl = Input.of(call)
                .id("ttl")
                .filter(asked -> asked <= MAX_TTL_SECONDS)
                .map(Duration::ofSeconds)
                .orElse(DEFAULT_TTL);
        String token = HexFormat.of()
                .formatHex(seed.stream("hostkey.session", sessions.next()).nextBytes(TOKEN_BYTES));
        sessions.deleteExpired(call.elapsed());
        sessions.insert(token, account.login(), Optional.of(call.time().after(ttl)));
        return HostkeyReply.of(new Opened(session(token, account, call.now().plus(ttl))));
    }

    /** info: the session of the token, in the form of a login (assumed). */
    Reply info(Call call) {
        String token = Input.of(call).text("token").orElse("");
        Instant expires = sessions.deadline(token)
                .map(call.time()::dateOf)
                .orElse(call.now().plus(DEFAULT_TTL));
        return HostkeyReply.of(new Opened(session(token, accounts.caller(call), expires)));
    }

    /** logout: revokes the token. */
    Reply logout(Call call) {
        Input.of(call).text("token").ifPresent(sessions::delete);
        return HostkeyReply.of(Map.of("result", "OK"));
    }

    private Session session(String token, Account account, Instant expires) {
        return new Session(token, account.role().word(), servers.ids(account), expires.getEpochSecond());
    }

    private record Opened(Session result) {}

    /** {@code token_expire} as Unix time. */
    private record Session(
            String token,
            String role,
            List<Long> servers,
            @JsonProperty("token_expire") long tokenExpire) {}
}
