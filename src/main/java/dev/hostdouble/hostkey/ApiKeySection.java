package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.ApiKeyDao.ApiKey;
import dev.hostdouble.hostkey.ApiKeyDao.Event;
import dev.hostdouble.provider.Call;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * HOSTKEY, {@code api_keys.php}: the keys that {@code auth/login} takes. Another official page names actions and parameters;
 * the replies are assumed.
 */
final class ApiKeySection {
    static final Pattern DAY = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])");
    private static final String MODULE = "api_keys";
    private static final int HALF_BYTES = 8;

    private final ServerLookup lookup;
    private final ApiKeyDao keys;
    private final RandomSource seed;
    private final int limit;

    /** @param limit how many keys an account can have */
    ApiKeySection(ServerLookup lookup, ApiKeyDao keys, RandomSource seed, int limit) {
        this.lookup = lookup;
        this.keys = keys;
        this.seed = seed;
        this.limit = limit;
    }

    /** list: the keys of the caller, without their secrets. */
    Reply list(Call call) {
        return listed(call, key -> true);
    }

    /** list_for_server: the caller's keys for one server. */
    Reply listForServer(Call call) {
        long server = lookup.require(call, Input.checked(call).id("params[server_id]"))
                .id();
        return listed(call, key -> key.server() == server);
    }

    private Reply listed(Call call, Predicate<ApiKey> filter) {
        Account caller = lookup.caller(call);
        return HostkeyReply.data(
                MODULE,
                call.operation().action(),
                keys.list(caller.login()).stream()
                        .filter(filter)
                        .map(key -> KeyJson.of(key, caller, null))
                        .toList());
    }

    /** view: one key, without its secret. */
    Reply view(Call call) {
        return HostkeyReply.data(MODULE, "view", KeyJson.of(require(call), lookup.caller(call), null));
    }

    /** history: what happened with the caller's keys, or with one of them, between two days. */
    Reply history(Call call) {
        Input input = Input.checked(call);
        Optional<Long> id = input.id("params[id]");
        String from = input.text("params[period_from]").orElse("");
        String to = input.text("params[period_to]").orElse("9999-12-31");
        return HostkeyReply.data(
                MODULE,
                "history",
                keys.history(lookup.caller(call).login()).stream()
                        .filter(event -> id.isEmpty() || event.key() == id.get())
                        .map(EventJson::of)
                        .filter(event ->
                                event.day().compareTo(from) >= 0 && event.day().compareTo(to) <= 0)
                        .toList());
    }

    /** add: a key for the caller's account or one of its servers; only this reply shows its secret. */
    Reply add(Call call) {
        Input input = Input.checked(call);
        Account caller = lookup.caller(call);
        Optional<Long> server = input.id("params[server_id]");
        server.ifPresent(id -> lookup.require(call, server));
        ResourceLimits.requireRoom(keys.list(caller.login()).size(), limit, "API keys");
        long id = keys.next();
        ApiKey key = new ApiKey(
                id,
                caller.login(),
                server.orElse(0L),
                input.text("params[name]").orElseThrow(),
                secret(id),
                input.text("params[ip]").orElse(""),
                input.text("params[active]").isEmpty() || input.flag("params[active]"),
                input.text("params[login_notify_method]").orElse("none"),
                input.text("params[login_notify_address]").orElse(""),
                call.now());
        keys.insert(key);
        keys.note(key, "add", call.now());
        return HostkeyReply.data(MODULE, "add", KeyJson.of(key, caller, key.secret()));
    }

    private String secret(long id) {
        SeededRandom draw = seed.stream("hostkey.api_key", id);
        String secret = secret(draw);
        while (keys.findBySecret(secret).isPresent()) {
            secret = secret(draw); // a start state, or a state that somebody changed, may have this key
        }
        return secret;
    }

    private static String secret(SeededRandom draw) {
        HexFormat hex = HexFormat.of();
        return hex.formatHex(draw.nextBytes(HALF_BYTES)) + "-" + hex.formatHex(draw.nextBytes(HALF_BYTES));
    }

    /** edit: name, addresses, state and notification of a key; what the call leaves out remains. */
    Reply edit(Call call) {
        ApiKey known = require(call);
        Input input = Input.of(call);
        ApiKey key = new ApiKey(
                known.id(),
                known.owner(),
                known.server(),
                input.text("params[name]").orElse(known.name()),
                known.secret(),
                input.text("params[ip]").orElse(known.ip()),
                input.text("params[active]").isEmpty() ? known.active() : input.flag("params[active]"),
                input.text("params[login_notify_method]").orElse(known.notifyMethod()),
                input.text("params[login_notify_address]").orElse(known.notifyAddress()),
                known.createdAt());
        keys.update(key);
        if (known.active() && !key.active()) {
            call.restsOn(ResourceFact.KEY_SESSIONS);
        }
        keys.note(key, "edit", call.now());
        return HostkeyReply.data(MODULE, "edit", KeyJson.of(key, lookup.caller(call), null));
    }

    /** delete: a key; sessions that began with it go on. */
    Reply delete(Call call) {
        ApiKey key = require(call);
        call.restsOn(ResourceFact.KEY_SESSIONS);
        keys.delete(key.id());
        keys.note(key, "delete", call.now());
        return HostkeyReply.done(MODULE, "delete");
    }

    private ApiKey require(Call call) {
        return Input.checked(call)
                .id("params[id]")
                .flatMap(id -> keys.find(lookup.caller(call).login(), id))
                .orElseThrow(HostkeyError.API_KEY_NOT_FOUND::with);
    }

    /** A key; {@code api_key} stands in the reply to add alone. */
    private record KeyJson(
            long id,
            @JsonProperty("customer_id") long customerId,
            @JsonProperty("server_id") @Nullable Long serverId,
            String name,

            @JsonProperty("api_key") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String apiKey,

            String ip,
            int active,
            @JsonProperty("login_notify_method") String notifyMethod,
            @JsonProperty("login_notify_address") String notifyAddress,
            String created) {
        static KeyJson of(ApiKey key, Account owner, @Nullable String secret) {
            return new KeyJson(
                    key.id(),
                    owner.customer(),
                    key.server() == 0 ? null : key.server(),
                    key.name(),
                    secret,
                    key.ip(),
                    key.active() ? 1 : 0,
                    key.notifyMethod(),
                    key.notifyAddress(),
                    Times.plain(key.createdAt()));
        }
    }

    private record EventJson(
            long id, @JsonProperty("api_key_id") long apiKeyId, String type, String date) {
        static EventJson of(Event event) {
            return new EventJson(event.id(), event.key(), event.type(), Times.plain(event.at()));
        }

        String day() {
            return date.substring(0, "2024-01-31".length());
        }
    }
}
