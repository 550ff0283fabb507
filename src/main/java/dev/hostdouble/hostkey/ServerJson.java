package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.hostkey.TagDao.Tag;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server as {@code eq/show} shows it: the members that official clients and other clients read. */
record ServerJson(
        String result,
        String action,
        String module,
        @JsonProperty("server_data") Data serverData,
        Ipmi ipmi,
        @JsonProperty("IP") List<Ip> ips,
        Location location,
        List<TagJson> tags,
        Hardware hardware,
        List<Interface> interfaces,
        @JsonProperty("OS") @Nullable Os os,
        @JsonProperty("account_id") long accountId,
        @JsonProperty("type_billing") String billing) {
    /**
     * A server.
     *
     * @param os the operating system; null if none is known, as after a reinstall without one (observed)
     */
    static ServerJson of(Server server, List<String> additional, List<Tag> tags, @Nullable Os os) {
        return new ServerJson(
                "OK",
                "show",
                "eq",
                Data.of(server),
                new Ipmi(server.virtual() ? "ovirt" : "supermicro"),
                Ip.list(server, additional),
                new Location(server.location()),
                tags.stream().map(TagJson::of).toList(),
                Hardware.of(server),
                List.of(new Interface(server.mac(), 1)),
                os,
                server.id(),
                SessionJson.LOCATION);
    }

    /**
     * {@code status}, {@code power_status}, {@code Condition_Component}, {@code virtual}, {@code created_at} and {@code
     * hwconfig} are observed. A gateway reads the power from {@code power_status} first; a reseller module takes {@code
     * Condition_Component} for the state of the rent, and knows no {@code power_on}. The drive is our own addition, to show the mounted image.
     */
    private record Data(
            long id,
            String type,
            String preset,
            String status,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String hostname,
            String iso,
            @JsonProperty("power_status") String powerStatus,
            @JsonProperty("Condition_Component") String conditionComponent,
            int virtual,
            @JsonProperty("created_at") String createdAt,
            Hardware hwconfig) {
        static Data of(Server server) {
            return new Data(
                    server.id(),
                    server.virtual() ? "VPS" : "BM",
                    server.preset(),
                    server.status(),
                    server.name(),
                    server.drive().name(),
                    server.running() ? "on" : "off",
                    server.running() && !server.suspended() ? "rent" : "power_off",
                    server.virtual() ? 1 : 0,
                    Times.iso(server.createdAt()),
                    Hardware.of(server));
        }
    }

    private record Ipmi(String model) {}

    private record Ip(
            String ip,
            @JsonProperty("main_ip") int mainIp,
            @JsonProperty("MAC") String mac,
            int vlan) {
        /** The main address of a server, then the others. */
        static List<Ip> list(Server server, List<String> additional) {
            return Stream.concat(
                            Stream.of(new Ip(server.ip(), 1, server.mac(), 0)),
                            additional.stream().map(ip -> new Ip(ip, 0, server.mac(), 0)))
                    .toList();
        }
    }

    private record Location(@JsonProperty("dc_location") String dcLocation) {}

    private record Hardware(
            @JsonProperty("cpu_count") int cpus,
            @JsonProperty("ram_mb") int ramMb,
            @JsonProperty("disk_gb") int diskGb) {
        static Hardware of(Server server) {
            return new Hardware(server.cpus(), server.memoryMb(), server.diskGb());
        }
    }

    private record Interface(
            String mac, @JsonProperty("IsMain") int isMain) {}

    /** An operating system; its name is empty if the catalogue does not have it. */
    record Os(long id, String name) {}
}
