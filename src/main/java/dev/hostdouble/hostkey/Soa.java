package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.ZoneDao.DnsRecord;
import dev.hostdouble.hostkey.ZoneDao.Zone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The content of SOA records: {@code mname rname serial refresh retry expire minimum}. */
final class Soa {
    /** The name servers of the provider (observed). */
    static final List<String> NAME_SERVERS = List.of("ns1.hostkey.com.", "ns2.hostkey.com.");

    private static final int SERIAL = 2;
    private static final int COUNTER = 100;

    private Soa() {}

    /** The content for a new zone. */
    static String first(String zone, Instant now) {
        return NAME_SERVERS.get(0) + " hostmaster." + zone + ". " + ofDay(now) + " 10800 3600 604800 3600";
    }

    /** The content with the next serial: a day and two digits, unless the known one is already beyond. */
    static String raised(String content, Instant now) {
        List<String> parts = new ArrayList<>(Arrays.asList(content.strip().split("\\s+", -1)));
        if (parts.size() <= SERIAL || !parts.get(SERIAL).matches("\\d{1,10}")) {
            return content; // a client wrote its own
        }
        parts.set(SERIAL, String.valueOf(Math.max(Long.parseLong(parts.get(SERIAL)) + 1, ofDay(now))));
        return String.join(" ", parts);
    }

    /** A zone has changed. */
    static void raiseSerial(ZoneDao zones, Zone zone, Instant now) {
        zones.records(zone).stream()
                .filter(entry -> entry.type().equals(DnsRecord.SOA))
                .forEach(soa -> zones.update(soa.id(), raised(soa.content(), now), soa.ttl(), soa.priority()));
    }

    private static long ofDay(Instant now) {
        String day = Times.plain(now);
        return Long.parseLong(day.substring(0, 4) + day.substring(5, 7) + day.substring(8, 10)) * COUNTER;
    }
}
