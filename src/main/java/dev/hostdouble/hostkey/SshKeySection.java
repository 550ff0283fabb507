package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.SshKeyDao.SshKey;
import dev.hostdouble.provider.Call;
import java.util.List;
import java.util.regex.Pattern;

/** HOSTKEY, {@code ssh_keys.php}: the public SSH keys of an account, as an official client shows them. */
final class SshKeySection {
    /** A public key as OpenSSH writes it: type, base64, and a comment that may be left out. */
    static final Pattern PUBLIC_KEY = Pattern.compile(
            "(ssh-(rsa|dss|ed25519)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\\.com)"
                    + " +AAAA[0-9A-Za-z+/]{8,16000}={0,3}( [^\\p{Cntrl}]{0,255})?\\s{0,2}");

    private final AccountDao accounts;
    private final SshKeyDao keys;
    private final int limit;

    /** @param limit how many keys an account can have */
    SshKeySection(AccountDao accounts, SshKeyDao keys, int limit) {
        this.accounts = accounts;
        this.keys = keys;
        this.limit = limit;
    }

    /** list: the keys of the caller. */
    Reply list(Call call) {
        Account caller = accounts.caller(call);
        return HostkeyReply.of(new ListJson(
                "OK",
                "ssh_keys",
                "list",
                keys.list(caller.login()).stream()
                        .map(key -> KeyJson.of(key, caller))
                        .toList()));
    }

    /** add: a key of the caller; a new default key takes the flag from the others. */
    Reply add(Call call) {
        Input input = Input.checked(call);
        Account caller = accounts.caller(call);
        List<SshKey> known = keys.list(caller.login());
        ResourceLimits.requireRoom(known.size(), limit, "SSH keys");
        boolean isDefault = input.flag("params[default]");
        if (input.text("params[default]").isEmpty()
                || (isDefault && known.stream().anyMatch(SshKey::isDefault))) {
            call.restsOn(ResourceFact.ONE_DEFAULT_KEY);
        }
        SshKey key = new SshKey(
                keys.next(),
                caller.login(),
                input.text("params[name]").orElseThrow(),
                input.text("params[key]").orElseThrow().strip(),
                isDefault,
                call.now());
        keys.insert(key);
        return HostkeyReply.of(new AddedJson("OK", "ssh_keys", "add", KeyJson.of(key, caller)));
    }

    /** delete: a key of the caller. */
    Reply delete(Call call) {
        long id = Input.checked(call).id("id").orElseThrow(HostkeyError.SSH_KEY_NOT_FOUND::with);
        if (!keys.delete(accounts.caller(call).login(), id)) {
            throw HostkeyError.SSH_KEY_NOT_FOUND.with();
        }
        return HostkeyReply.done("ssh_keys", "delete");
    }

    private record ListJson(String result, String module, String action, List<KeyJson> sshkeys) {}

    private record AddedJson(String result, String module, String action, KeyJson sshkey) {}

    private record KeyJson(
            long id,
            @JsonProperty("customer_id") long customerId,
            String name,
            String key,
            @JsonProperty("default") int isDefault,
            String created) {
        static KeyJson of(SshKey key, Account owner) {
            return new KeyJson(
                    key.id(),
                    owner.customer(),
                    key.name(),
                    key.publicKey(),
                    key.isDefault() ? 1 : 0,
                    Times.plain(key.createdAt()));
        }
    }
}
