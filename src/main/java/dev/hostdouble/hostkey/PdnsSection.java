package dev.hostdouble.hostkey;

import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.ZoneDao.DnsRecord;
import dev.hostdouble.hostkey.ZoneDao.Zone;
import dev.hostdouble.provider.Call;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * HOSTKEY, {@code pdns.php}: DNS zones of an account, as an official client shows them. Every parameter stands in
 * {@code params[…]}, or alone.
 */
final class PdnsSection {
    /** The name of a domain: labels with dots between them, and one at the end at most. */
    static final Pattern DOMAIN = Pattern.compile(
            "(?=.{4,254}$)([a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z][a-zA-Z0-9-]{1,62}\\.?");

    private static final String MODULE = "pdns";

    private final ServerLookup lookup;
    private final ZoneDao zones;
    private final ResourceLimits limits;

    PdnsSection(ServerLookup lookup, ZoneDao zones, ResourceLimits limits) {
        this.lookup = lookup;
        this.zones = zones;
        this.limits = limits;
    }

    /** list_domains, list_zones: the zones of the caller. */
    Reply listDomains(Call call) {
        List<DomainJson> domains = zones.list(login(call)).stream()
                .map(zone -> new DomainJson(zone.id(), zone.name()))
                .toList();
        return HostkeyReply.data(MODULE, call.operation().action(), domains);
    }

    /** add_domain, add_zone: a zone with the provider's SOA and NS records, or other NS records. */
    Reply addDomain(Call call) {
        ZoneParts parts = ZoneParts.of(call);
        String name = plain(parts.require("name"));
        Optional<Long> server = parts.id("server_id");
        server.ifPresent(id -> lookup.require(call, server));
        if (zones.find(name).isPresent()) {
            throw HostkeyError.ZONE_EXISTS.with();
        }
        ResourceLimits.requireRoom(zones.list(login(call)).size(), limits.zones(), "domains");
        Zone zone = zones.insert(login(call), name, server.orElse(0L));
        zones.add(zone, "@", DnsRecord.SOA, Soa.first(zone.name(), call.now()), ZoneParts.USUAL_TTL, 0);
        List<String> nameServers = parts.texts("nameservers");
        for (String nameServer : nameServers.isEmpty() ? Soa.NAME_SERVERS : nameServers) {
            zones.add(zone, "@", "NS", nameServer, ZoneParts.USUAL_TTL, 0);
        }
        return HostkeyReply.data(MODULE, call.operation().action(), new IdJson(zone.id()));
    }

    /** view_zone: a zone with all its records. */
    Reply viewZone(Call call) {
        Zone zone = zone(call, ZoneParts.of(call));
        call.restsOn(ResourceFact.ZONE_RECORDS);
        return HostkeyReply.data(
                MODULE,
                "view_zone",
                new ZoneJson(
                        zone.id(),
                        zone.name(),
                        zones.records(zone).stream().map(RecordJson::of).toList()));
    }

    /** add_dns: a record for each content; one that is there gets the new time and priority. */
    Reply addDns(Call call) {
        ZoneParts parts = ZoneParts.of(call);
        Zone zone = zone(call, parts);
        String name = parts.text("name").orElse("@");
        String type = parts.require("type").toUpperCase(Locale.ROOT);
        List<String> contents = parts.contents(type);
        parts.noteDefaults(type);
        if (parts.text("old_name").isPresent() || !parts.raisesSerial()) {
            call.restsOn(ResourceFact.RECORD_CHANGE);
        }
        parts.text("old_name").ifPresent(old -> delete(zone, record -> isOf(record, old, type, zone)));
        for (String content : contents) {
            List<DnsRecord> known = zones.records(zone);
            Optional<DnsRecord> same = known.stream()
                    .filter(record -> isOf(record, name, type, zone)
                            && (type.equals(DnsRecord.SOA) || record.content().equals(content)))
                    .findFirst();
            if (same.isPresent()) {
                call.restsOn(ResourceFact.SAME_RECORD);
                zones.update(same.get().id(), content, parts.ttl(), parts.priority());
            } else {
                ResourceLimits.requireRoom(known.size(), limits.records(), "records");
                zones.add(zone, name, type, content, parts.ttl(), parts.priority());
            }
        }
        if (!type.equals(DnsRecord.SOA) && parts.raisesSerial()) {
            raiseSerial(call, zone);
        }
        return HostkeyReply.done(MODULE, "add_dns");
    }

    /** delete_dns: the records of a name and type, or those of them with the contents that the call names. */
    Reply deleteDns(Call call) {
        ZoneParts parts = ZoneParts.of(call);
        Zone zone = zone(call, parts);
        String name = parts.text("name").orElse("@");
        String type = parts.require("type").toUpperCase(Locale.ROOT);
        List<String> contents = parts.texts("content");
        if (parts.text("name").isEmpty()) {
            call.restsOn(ResourceFact.RECORD_DEFAULTS);
        }
        int deleted = delete(
                zone,
                record -> isOf(record, name, type, zone)
                        && !type.equals(DnsRecord.SOA)
                        && (contents.isEmpty() || contents.contains(record.content())));
        if (deleted == 0) {
            call.restsOn(ResourceFact.ABSENT_RECORD);
        } else {
            raiseSerial(call, zone);
        }
        return HostkeyReply.done(MODULE, "delete_dns");
    }

    private int delete(Zone zone, Predicate<DnsRecord> which) {
        List<DnsRecord> gone = zones.records(zone).stream().filter(which).toList();
        gone.forEach(record -> zones.deleteRecord(record.id()));
        return gone.size();
    }

    private static boolean isOf(DnsRecord record, String name, String type, Zone zone) {
        return record.type().equals(type) && record.isAbout(name, zone);
    }

    private void raiseSerial(Call call, Zone zone) {
        Soa.raiseSerial(zones, zone, call.now());
    }

    /** delete_domain: a zone with its records, by its id or by its name. */
    Reply deleteDomain(Call call) {
        ZoneParts parts = ZoneParts.of(call);
        Optional<String> name = parts.text("zone").map(PdnsSection::plain);
        Optional<Long> id = parts.id("id").or(() -> parts.id("domain_id"));
        if (name.isEmpty() || parts.id("id").isEmpty()) {
            call.restsOn(ResourceFact.ZONE_CHOICE);
        }
        Zone zone = zones.list(login(call)).stream()
                .filter(known -> name.isPresent() || id.isPresent())
                .filter(known -> name.isEmpty() || known.name().equals(name.get()))
                .filter(known -> id.isEmpty() || known.id() == id.get())
                .findFirst()
                .orElseThrow(HostkeyError.ZONE_NOT_FOUND::with);
        zones.delete(zone);
        return HostkeyReply.done(MODULE, "delete_domain");
    }

    /** delete_zone: a zone with its records, by its name. */
    Reply deleteZone(Call call) {
        zones.delete(zone(call, ZoneParts.of(call)));
        return HostkeyReply.done(MODULE, "delete_zone");
    }

    private Zone zone(Call call, ZoneParts parts) {
        return zones.find(plain(parts.require("zone")))
                .filter(zone -> zone.owner().equals(login(call)))
                .orElseThrow(HostkeyError.ZONE_NOT_FOUND::with);
    }

    private String login(Call call) {
        return lookup.caller(call).login();
    }

    /** The name of a zone as it is stored. */
    static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private record DomainJson(long id, String name) {}

    private record IdJson(long id) {}

    private record ZoneJson(long id, String name, List<RecordJson> records) {}

    private record RecordJson(long id, String name, String type, String content, int ttl, int priority) {
        static RecordJson of(DnsRecord record) {
            return new RecordJson(
                    record.id(), record.name(), record.type(), record.content(), record.ttl(), record.priority());
        }
    }
}
