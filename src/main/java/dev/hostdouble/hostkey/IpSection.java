package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AddressSettingDao.AddressSetting;
import dev.hostdouble.provider.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * HOSTKEY, {@code ip.php}, and the actions of {@code net.php} that are about single addresses: reverse DNS, the main address
 * and blocks. Other official pages and an official client name them; the replies are assumed.
 */
final class IpSection {
    /** Names of PTR records with line breaks between them. */
    static final Pattern PTR =
            Pattern.compile("([a-zA-Z0-9_]([a-zA-Z0-9_-]{0,62})\\.){1,8}[a-zA-Z][a-zA-Z0-9-]{1,62}\\.?"
                    + "(\\r?\\n([a-zA-Z0-9_]([a-zA-Z0-9_-]{0,62})\\.){1,8}[a-zA-Z][a-zA-Z0-9-]{1,62}\\.?){0,9}");

    private static final Duration FOUR_HOURS = Duration.ofHours(4);

    private final ServerLookup lookup;
    private final ServerDao servers;
    private final AddressDao addresses;
    private final AddressSettingDao settings;

    IpSection(ServerLookup lookup, ServerDao servers, AddressDao addresses, AddressSettingDao settings) {
        this.lookup = lookup;
        this.servers = servers;
        this.addresses = addresses;
        this.settings = settings;
    }

    /** get_ip: the network of an address of the caller. */
    Reply getIp(Call call) {
        String ip = Input.checked(call).text("ip").orElseThrow();
        Server server = addresses
                .holder(ip)
                .flatMap(id -> servers.find(call, Optional.of(id), lookup.caller(call)))
                .orElseThrow(() -> HostkeyError.ADDRESS_NOT_FOUND.with("ip", ip));
        return HostkeyReply.data("ip", "get_ip", IpJson.of(ip, server));
    }

    /** get_ptr: the reverse DNS of an address of a server. */
    Reply getPtr(Call call) {
        AddressSetting setting =
                setting(call, lookup.require(call, Input.checked(call).id("id")));
        return HostkeyReply.data("ip", "get_ptr", new PtrJson(setting.ip(), setting.ptr()));
    }

    /** update_ptr: other names for an address of a server. */
    Reply updatePtr(Call call) {
        Server server = lookup.requireChangeable(call, Input.checked(call).id("id"));
        AddressSetting setting = setting(call, server);
        settings.put(setting.withPtr(Input.of(call).text("ptr").orElseThrow()));
        return HostkeyReply.done("ip", "update_ptr");
    }

    /** set_main: an additional address becomes the main one, and the main one an additional one. */
    Reply setMain(Call call) {
        Input input = Input.checked(call);
        Server server = lookup.requireChangeable(call, input.id("id"));
        String ip = input.text("main")
                .or(() -> input.text("ip"))
                .orElseThrow(() -> HostkeyError.INVALID_ARGUMENT.with("name", "main"));
        require(server, ip);
        if (!ip.equals(server.ip())) {
            addresses.replace(ip, server.ip());
            servers.setIp(server.id(), ip);
        }
        return HostkeyReply.done("ip", "set_main");
    }

    /** get_status: the network card of a server with its addresses. */
    Reply getStatus(Call call) {
        Server server = lookup.require(call, Input.checked(call).id("id"));
        List<StatusIp> ips = all(server)
                .map(ip -> new StatusIp(
                        ip,
                        ip.equals(server.ip()) ? 1 : 0,
                        settings.of(server.id(), ip).isBlocked(call.elapsed()) ? 1 : 0))
                .toList();
        Port port = new Port("eth0", server.mac(), 0, 1000, server.running() ? "up" : "down", ips);
        return HostkeyReply.of(new StatusJson("OK", "get_status", server.id(), List.of(port)));
    }

    /** block_ip: for four hours, or until it is unblocked. */
    Reply blockIp(Call call) {
        Server server = lookup.requireChangeable(call, Input.checked(call).id("id"));
        long until = AddressSetting.FOR_EVER;
        if (Input.of(call).flag("four_hours")) {
            call.restsOn(ResourceFact.FOUR_HOURS);
            until = call.elapsed().plus(FOUR_HOURS).toNanos();
        }
        settings.put(setting(call, server).withBlock(until));
        return HostkeyReply.done("net", "block_ip");
    }

    /** unblock_ip. */
    Reply unblockIp(Call call) {
        Server server = lookup.requireChangeable(call, Input.checked(call).id("id"));
        settings.put(setting(call, server).withBlock(0));
        return HostkeyReply.done("net", "unblock_ip");
    }

    private AddressSetting setting(Call call, Server server) {
        String ip = Input.of(call).text("ip").orElseThrow();
        require(server, ip);
        return settings.of(server.id(), ip);
    }

    private void require(Server server, String ip) {
        if (all(server).noneMatch(ip::equals)) {
            throw HostkeyError.ADDRESS_NOT_FOUND.with("ip", ip);
        }
    }

    private Stream<String> all(Server server) {
        return Stream.concat(Stream.of(server.ip()), addresses.list(server.id()).stream());
    }

    private record IpJson(
            String ip,
            String network,
            String netmask,
            String location,
            String status,
            @JsonProperty("server_id") long serverId) {
        static IpJson of(String ip, Server server) {
            boolean isIpv4 = AddressPool.isIpv4(ip);
            String network = isIpv4 ? ip.substring(0, ip.lastIndexOf('.') + 1) + "0" : ip;
            String netmask = isIpv4 ? "255.255.255.0" : "";
            return new IpJson(ip, network, netmask, server.location(), "used", server.id());
        }
    }

    private record PtrJson(String ip, String ptr) {}

    private record StatusJson(String result, String action, long id, List<Port> ports) {}

    private record Port(String port, String mac, int vlan, int speed, String status, List<StatusIp> ips) {}

    private record StatusIp(
            String ip, @JsonProperty("main_ip") int mainIp, int blocked) {}
}
