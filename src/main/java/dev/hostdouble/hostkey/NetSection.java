package dev.hostdouble.hostkey;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** HOSTKEY, {@code net.php}: additional addresses of servers, as an official client shows them. */
final class NetSection {
    private final ServerLookup lookup;
    private final AddressDao addresses;
    private final AddressSettingDao settings;
    private final int limit;

    /** @param limit how many additional addresses a server can have */
    NetSection(ServerLookup lookup, AddressDao addresses, AddressSettingDao settings, int limit) {
        this.lookup = lookup;
        this.addresses = addresses;
        this.settings = settings;
        this.limit = limit;
    }

    /** add_ipv4: addresses that the caller names, or free ones. */
    Reply addIpv4(Call call) {
        Input input = Input.checked(call);
        Server server = lookup.requireChangeable(call, input.id("id"));
        Set<String> named = new LinkedHashSet<>(input.texts("ips"));
        input.text("ip").ifPresent(named::add);
        boolean isUsual = input.text("amount").isPresent() == named.isEmpty();
        if (!isUsual || input.text("ip").isPresent()) {
            call.restsOn(ResourceFact.ADDRESS_COUNT);
        }
        long amount =
                named.isEmpty() ? input.text("amount").map(Long::parseLong).orElse(1L) : named.size();
        ResourceLimits.requireRoom(addresses.list(server.id()).size() + amount - 1, limit, "IP addresses");
        List<Added> added = new ArrayList<>();
        for (String ip : named) {
            if (!AddressPool.isIpv4(ip) || !addresses.canGive(ip)) {
                throw HostkeyError.ADDRESS_TAKEN.with("ip", ip);
            }
            added.add(give(server, ip));
        }
        if (!addresses.hasFree(amount - added.size())) {
            throw HostkeyError.NO_FREE_ADDRESS.with();
        }
        while (added.size() < amount) {
            added.add(give(server, addresses.take()));
        }
        return HostkeyReply.of(new AddedJson("OK", "add_ipv4", server.id(), added, Map.of()));
    }

    private Added give(Server server, String ip) {
        addresses.add(server.id(), ip);
        return new Added(ip, 0);
    }

    /** remove_ipv4: an additional address, or all of them. */
    Reply removeIpv4(Call call) {
        Input input = Input.checked(call);
        Server server = lookup.requireChangeable(call, input.id("id"));
        Optional<String> ip = input.text("ip");
        if (input.flag("remove_all")) {
            call.restsOn(ResourceFact.ALL_ADDRESSES);
            addresses.list(server.id()).forEach(each -> remove(server, each));
        } else {
            remove(server, ip.orElseThrow(() -> HostkeyError.INVALID_ARGUMENT.with("name", "ip")));
        }
        return HostkeyReply.of(new DoneJson("OK", "remove_ipv4"));
    }

    private void remove(Server server, String ip) {
        if (ip.equals(server.ip())) {
            throw HostkeyError.MAIN_ADDRESS.with("ip", ip);
        }
        if (!addresses.remove(server.id(), ip)) {
            throw HostkeyError.ADDRESS_NOT_FOUND.with("ip", ip);
        }
        settings.delete(server.id(), ip);
    }

    private record AddedJson(String result, String action, long id, List<Added> ips, Map<String, String> keys) {}

    private record Added(String ip, int vlan) {}

    private record DoneJson(String result, String action) {}
}
