package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.ZoneDao.DnsRecord;
import dev.hostdouble.hostkey.ZoneDao.Zone;
import dev.hostdouble.provider.Call;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * HOSTKEY, {@code pdns.php}: subdomains, which are the A records in zones of the caller that name an address of a server. An
 * official client calls these actions; the replies are assumed.
 */
final class SubdomainSection {
    private static final String MODULE = "pdns";
    private static final String ADDRESS = "A";

    private final ServerLookup lookup;
    private final ZoneDao zones;
    private final AddressDao addresses;
    private final ResourceLimits limits;

    SubdomainSection(ServerLookup lookup, ZoneDao zones, AddressDao addresses, ResourceLimits limits) {
        this.lookup = lookup;
        this.zones = zones;
        this.addresses = addresses;
        this.limits = limits;
    }

    private record Subdomain(Zone zone, DnsRecord entry) {}

    /** list_subdomains: those of a server. */
    Reply list(Call call) {
        Server server = server(call, ZoneParts.of(call));
        call.restsOn(ResourceFact.SUBDOMAINS);
        List<SubdomainJson> shown = all(call)
                .filter(subdomain -> isOf(server, subdomain))
                .map(subdomain -> new SubdomainJson(
                        subdomain.entry().id(),
                        subdomain.zone().id(),
                        server.id(),
                        subdomain.entry().name(),
                        subdomain.entry().content()))
                .toList();
        return HostkeyReply.data(MODULE, "list_subdomains", shown);
    }

    /** add_subdomain: a name in a zone for the main address of a server. */
    Reply add(Call call) {
        ZoneParts parts = ZoneParts.of(call);
        Server server = server(call, parts);
        String name = parts.require("name");
        Optional<Long> domain = parts.id("domain_id");
        Zone zone = zones.list(lookup.caller(call).login()).stream()
                .filter(known -> domain.filter(id -> id == known.id()).isPresent())
                .findFirst()
                .orElseThrow(HostkeyError.ZONE_NOT_FOUND::with);
        call.restsOn(ResourceFact.SUBDOMAINS);
        Optional<DnsRecord> same = same(zone, name, server.ip());
        if (same.isEmpty()) {
            ResourceLimits.requireRoom(zones.records(zone).size(), limits.records(), "records");
            zones.add(zone, name, ADDRESS, server.ip(), ZoneParts.USUAL_TTL, 0);
            raiseSerial(call, zone);
        }
        return HostkeyReply.data(
                MODULE,
                "add_subdomain",
                new IdJson(same(zone, name, server.ip()).orElseThrow().id()));
    }

    private Optional<DnsRecord> same(Zone zone, String name, String ip) {
        return zones.records(zone).stream()
                .filter(entry -> entry.type().equals(ADDRESS)
                        && entry.isAbout(name, zone)
                        && entry.content().equals(ip))
                .findFirst();
    }

    /** edit_subdomain: the subdomain names the main address of a server, or stays as it is. */
    Reply edit(Call call) {
        ZoneParts parts = ZoneParts.of(call);
        Subdomain subdomain = require(call, parts);
        call.restsOn(ResourceFact.SUBDOMAINS);
        if (parts.text("server_id").isPresent()) {
            DnsRecord entry = subdomain.entry();
            zones.update(entry.id(), server(call, parts).ip(), entry.ttl(), entry.priority());
            raiseSerial(call, subdomain.zone());
        }
        return HostkeyReply.done(MODULE, "edit_subdomain");
    }

    /** delete_subdomain: one of a server. */
    Reply delete(Call call) {
        ZoneParts parts = ZoneParts.of(call);
        Server server = server(call, parts);
        Subdomain subdomain = Optional.of(require(call, parts))
                .filter(found -> isOf(server, found))
                .orElseThrow(HostkeyError.SUBDOMAIN_NOT_FOUND::with);
        call.restsOn(ResourceFact.SUBDOMAINS);
        zones.deleteRecord(subdomain.entry().id());
        raiseSerial(call, subdomain.zone());
        return HostkeyReply.done(MODULE, "delete_subdomain");
    }

    private Server server(Call call, ZoneParts parts) {
        return lookup.require(call, parts.id("server_id"));
    }

    private Subdomain require(Call call, ZoneParts parts) {
        Optional<Long> id = parts.id("id");
        return all(call)
                .filter(subdomain ->
                        id.filter(asked -> asked == subdomain.entry().id()).isPresent())
                .findFirst()
                .orElseThrow(HostkeyError.SUBDOMAIN_NOT_FOUND::with);
    }

    private Stream<Subdomain> all(Call call) {
        return zones.list(lookup.caller(call).login()).stream().flatMap(zone -> zones.records(zone).stream()
                .filter(entry -> entry.type().equals(ADDRESS))
                .map(entry -> new Subdomain(zone, entry)));
    }

    private boolean isOf(Server server, Subdomain subdomain) {
        String ip = subdomain.entry().content();
        return ip.equals(server.ip()) || addresses.list(server.id()).contains(ip);
    }

    private void raiseSerial(Call call, Zone zone) {
        Soa.raiseSerial(zones, zone, call.now());
    }

    private record IdJson(long id) {}

    private record SubdomainJson(
            long id,
            @JsonProperty("domain_id") long domainId,
            @JsonProperty("server_id") long serverId,
            String name,
            String ip) {}
}
