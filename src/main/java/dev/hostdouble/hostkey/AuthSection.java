package dev.hostdouble.hostkey;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.ApiKeyDao.ApiKey;
import dev.hostdouble.hostkey.CatalogueOptions.SessionInfo;
import dev.hostdouble.provider.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** HOSTKEY, {@code auth.php}: sessions, as another official page shows them. */
final class AuthSection {
    private static final Duration DEFAULT_TTL = Duration.ofHours(2);
    private static final long MAX_TTL_SECONDS = 31_536_000;
    private static final int TOKEN_BYTES = 16;

    /** The form of an API key. */
    static final Pattern API_KEY = Pattern.compile("[0-9a-fA-F]{16}-[0-9a-fA-F]{16}");

    private final AccountDao accounts;
    private final ServerDao servers;
    private final ApiKeyDao keys;
    private static final Set<String> BITS = Set.of("0", "1");

    private final SessionDao sessions;
    private final OrderLists orders;
    private final RandomSource seed;
    private final SessionInfo form;

    AuthSection(
            AccountDao accounts,
            ServerDao servers,
            ApiKeyDao keys,
            SessionDao sessions,
            OrderLists orders,
            RandomSource seed,
            SessionInfo form) {
        this.accounts = accounts;
        this.servers = servers;
        this.keys = keys;
        this.sessions = sessions;
        this.orders = orders;
        this.seed = seed;
        this.form = form;
    }

    /** login: with an API key, which needs a server in the account. */
    Reply login(Call call) {
        ApiKey key = keys.findBySecret(Input.checked(call).text("key").orElseThrow())
                .filter(ApiKey::active)
                .orElseThrow(HostkeyError.UNKNOWN_API_KEY::with);
        Account account = accounts.find(key.owner()).orElseThrow(HostkeyError.UNKNOWN_API_KEY::with);
        if (servers.ids(account).isEmpty()) {
            throw HostkeyError.NO_SERVERS.with();
        }
        if (key.isRestricted()) {
            call.restsOn(ResourceFact.KEY_IN_USE);
        }
        keys.note(key, "login", call.now());
        return open(call, account);
    }

    /** whmcslogin: with an email address and a password, whether the account has servers or not. */
    Reply whmcsLogin(Call call) {
        Input input = Input.checked(call);
        String user = input.text("user").orElseThrow();
        String password = input.text("password").orElseThrow();
        return open(
                call,
                accounts.find(user)
                        .filter(account -> account.password().equals(password))
                        .orElseThrow(HostkeyError.WRONG_LOGIN::with));
    }

    private Reply open(Call call, Account account) {
        Input input = Input.of(call);
        Optional<Duration> asked =
                input.id("ttl").filter(seconds -> seconds <= MAX_TTL_SECONDS).map(Duration::ofSeconds);
        if (asked.isEmpty() && input.text("ttl").isPresent()) {
            call.restsOn(CompanionFact.TTL_RANGE);
        }
        if (!BITS.contains(input.text("fix_ip").orElse("0"))) {
            call.restsOn(CompanionFact.FIX_IP);
        }
        Duration ttl = asked.orElse(DEFAULT_TTL);
        String token = nextToken();
        while (sessions.isTaken(token)) {
            token = nextToken(); // a start state, or a state that somebody changed, may have this token
        }
        sessions.deleteExpired(call.elapsed());
        sessions.insert(token, account.login(), Optional.of(call.time().after(ttl)));
        return session(call, token, account, call.now().plus(ttl));
    }

    private String nextToken() {
        return HexFormat.of()
                .formatHex(seed.stream("hostkey.session", sessions.next()).nextBytes(TOKEN_BYTES));
    }

    /** info: the session of the token, in the form of a login unless {@code session-info} says otherwise. */
    Reply info(Call call) {
        String token = Input.of(call).text("token").orElse("");
        Optional<Instant> expires = sessions.deadline(token).map(call.time()::dateOf);
        if (expires.isEmpty()) {
            call.restsOn(CompanionFact.TOKEN_WITHOUT_TTL);
        }
        Account account = accounts.caller(call);
        Instant end = expires.orElse(call.now().plus(DEFAULT_TTL));
        if (form == SessionInfo.NESTED) {
            return session(call, token, account, end);
        }
        call.restsOn(CompanionFact.FLAT_SESSION);
        return HostkeyReply.of(SessionJson.Flat.of(sessionOf(call, token, account, end), account));
    }

    /** logout: revokes the token. */
    Reply logout(Call call) {
        Input.of(call).text("token").ifPresent(sessions::delete);
        return HostkeyReply.of(Map.of("result", "OK"));
    }

    private Reply session(Call call, String token, Account account, Instant expires) {
        return HostkeyReply.of(Map.of("result", sessionOf(call, token, account, expires)));
    }

    private SessionJson sessionOf(Call call, String token, Account account, Instant expires) {
        if (!account.isClient()) {
            call.restsOn(CompanionFact.ROLE_NAMES);
        }
        return SessionJson.of(
                token, account, servers.ids(account), expires, orders.keys(call, account), orders.billing(account));
    }
}
