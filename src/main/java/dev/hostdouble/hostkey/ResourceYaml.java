package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.ZoneDao.DnsRecord;
import dev.hostdouble.hostkey.ZoneDao.Zone;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a start state says about tags, SSH keys and DNS zones. */
final class ResourceYaml {
    private static final String LONG_AGO = "2024-01-15T10:00:00Z";

    private ResourceYaml() {}

    /** A public SSH key of an account. */
    record SshKeyYaml(String name, String key, Boolean isDefault, String createdAt) {
        SshKeyYaml {
            isDefault = Objects.requireNonNullElse(isDefault, false);
            createdAt = Objects.requireNonNullElse(createdAt, LONG_AGO);
        }
    }

    /**
     * A DNS zone of an account; it also has a SOA record and the NS records of the provider.
     *
     * @param server the server it is for; 0 if it is for none
     */
    record ZoneYaml(String name, Long server, String createdAt, List<RecordYaml> records) {
        ZoneYaml {
            server = Objects.requireNonNullElse(server, 0L);
            createdAt = Objects.requireNonNullElse(createdAt, LONG_AGO);
            records = Objects.requireNonNullElse(records, List.of());
        }

        /** The name as it is stored. */
        String plainName() {
            return PdnsSection.plain(name);
        }
    }

    /** A record of a zone; {@code ttl} in seconds. */
    record RecordYaml(String name, String type, String content, Integer ttl, Integer priority) {
        RecordYaml {
            name = Objects.requireNonNullElse(name, "@");
            ttl = Objects.requireNonNullElse(ttl, ZoneParts.USUAL_TTL);
            priority = Objects.requireNonNullElse(priority, 0);
        }
    }

    /** Puts the tags, keys and zones of a start state into empty tables. */
    static void load(HostkeyState state, TagDao tags, SshKeyDao keys, ZoneDao zones) {
        state.servers().forEach(server -> server.tags().forEach((tag, value) -> tags.put(server.id(), tag, value)));
        for (HostkeyState.Account account : state.accounts()) {
            for (SshKeyYaml key : account.sshKeys()) {
                keys.insert(new SshKeyDao.SshKey(
                        keys.next(),
                        account.login(),
                        key.name(),
                        key.key().strip(),
                        key.isDefault(),
                        Instant.parse(key.createdAt())));
            }
            account.zones().forEach(zone -> load(zone, account.login(), zones));
        }
    }

    private static void load(ZoneYaml yaml, String owner, ZoneDao zones) {
        Zone zone = zones.insert(owner, yaml.plainName(), yaml.server());
        Instant created = Instant.parse(yaml.createdAt());
        zones.add(zone, "@", DnsRecord.SOA, Soa.first(zone.name(), created), ZoneParts.USUAL_TTL, 0);
        Soa.NAME_SERVERS.forEach(server -> zones.add(zone, "@", "NS", server, ZoneParts.USUAL_TTL, 0));
        for (RecordYaml record : yaml.records()) {
            String type = record.type().toUpperCase(Locale.ROOT);
            zones.add(zone, record.name(), type, record.content(), record.ttl(), record.priority());
        }
    }
}
