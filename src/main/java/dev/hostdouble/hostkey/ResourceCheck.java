package dev.hostdouble.hostkey;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.hostkey.ResourceYaml.RecordYaml;
import dev.hostdouble.hostkey.ResourceYaml.SshKeyYaml;
import dev.hostdouble.hostkey.ResourceYaml.ZoneYaml;
import dev.hostdouble.provider.StateChecks;
import dev.hostdouble.yaml.Document;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks of tags, SSH keys, DNS zones and address ranges of a start state that a schema cannot make. */
final class ResourceCheck {
    private final Document document;
    private final StateChecks checks;

    ResourceCheck(Document document, StateChecks checks) {
        this.document = document;
        this.checks = checks;
    }

    void check(HostkeyState state) {
        Map<Long, String> owners = state.servers().stream()
                .collect(Collectors.toMap(HostkeyState.Vm::id, HostkeyState.Vm::owner, (one, other) -> one));
        for (int i = 0; i < state.accounts().size(); i++) {
            HostkeyState.Account account = state.accounts().get(i);
            keys("/accounts/" + i + "/ssh-keys", account.sshKeys());
            for (int j = 0; j < account.zones().size(); j++) {
                String at = "/accounts/" + i + "/zones/" + j;
                ZoneYaml zone = account.zones().get(j);
                zone(at, zone);
                if (zone.server() != 0 && !account.login().equals(owners.get(zone.server()))) {
                    document.addProblem(
                            at + "/server", Excerpt.of(account.login()) + " has no server " + zone.server());
                }
            }
        }
        for (int i = 0; i < state.servers().size(); i++) {
            if (state.servers().get(i).tags().containsKey(TagDao.HOSTNAME)) {
                document.addProblem("/servers/" + i + "/tags/hostname", "the tag hostname is the name of the server");
            }
        }
        ranges(state.addresses());
    }

    private void keys(String at, List<SshKeyYaml> keys) {
        int defaults = 0;
        for (int i = 0; i < keys.size(); i++) {
            SshKeyYaml key = keys.get(i);
            checks.time(at + "/" + i + "/created-at", key.createdAt());
            if (!SshKeySection.PUBLIC_KEY.matcher(key.key()).matches()) {
                document.addProblem(
                        at + "/" + i + "/key",
                        "expected a public key as OpenSSH writes it, such as ssh-ed25519 AAAA… me@example.com, found '"
                                + Excerpt.of(key.key()) + "'");
            }
            defaults += key.isDefault() ? 1 : 0;
            if (key.isDefault() && defaults > 1) {
                document.addProblem(at + "/" + i + "/is-default", "only one key of an account is the default one");
            }
        }
    }

    private void zone(String at, ZoneYaml zone) {
        checks.time(at + "/created-at", zone.createdAt());
        checks.unique(at + "/name", "zone", zone.plainName());
        if (!PdnsSection.DOMAIN.matcher(zone.name()).matches()) {
            document.addProblem(
                    at + "/name",
                    "expected the name of a domain, such as example.com, found '" + Excerpt.of(zone.name()) + "'");
        }
        for (int i = 0; i < zone.records().size(); i++) {
            RecordYaml record = zone.records().get(i);
            if (!ZoneParts.fits(record.type(), record.content())) {
                document.addProblem(
                        at + "/records/" + i + "/content",
                        "'" + Excerpt.of(record.content()) + "' is not the content of a record of type "
                                + record.type());
            }
        }
    }

    private void ranges(List<String> ranges) {
        for (int i = 0; i < ranges.size(); i++) {
            String range = ranges.get(i);
            if (!AddressPool.isRange(range)) {
                document.addProblem("/addresses/" + i, "must be the first address of a range, such as 141.105.68.0/24");
                continue;
            }
            for (int j = 0; j < i; j++) {
                if (AddressPool.isRange(ranges.get(j)) && AddressPool.overlap(ranges.get(j), range)) {
                    document.addProblem(
                            "/addresses/" + i, range + " overlaps with " + ranges.get(j) + " of /addresses/" + j);
                    break;
                }
            }
        }
    }
}
