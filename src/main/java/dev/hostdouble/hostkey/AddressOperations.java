package dev.hostdouble.hostkey;

import static dev.hostdouble.hostkey.HostkeyError.ADDRESS_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.ADDRESS_TAKEN;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_ARGUMENT;
import static dev.hostdouble.hostkey.HostkeyError.LIMIT_REACHED;
import static dev.hostdouble.hostkey.HostkeyError.MAIN_ADDRESS;
import static dev.hostdouble.hostkey.HostkeyError.NO_FREE_ADDRESS;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_SUSPENDED;
import static dev.hostdouble.provider.Parameter.id;
import static dev.hostdouble.provider.Parameter.matching;
import static dev.hostdouble.provider.Parameter.number;
import static dev.hostdouble.provider.Parameter.text;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.OperationRow;
import dev.hostdouble.provider.OperationTable;
import dev.hostdouble.provider.Parameter;
import java.util.function.Function;

/** What clients call for the addresses of servers. */
final class AddressOperations {
    private static final String CLIENT = "an official client reads these members, or none";
    private static final String NAMED = "another official page names it and its parameters; its reply is unknown";
    private static final int MOST_AT_ONCE = 100;

    private static final Parameter ID = id("id").required(SERVER_NOT_FOUND);
    private static final Parameter IP = text("ip").ifMissing(INVALID_ARGUMENT);

    static final OperationTable<Sections> TABLE = new OperationTable<>(
            row("net", "add_ipv4", Evidence.OBSERVED, CLIENT, s -> s.net::addIpv4)
                    .takes(
                            ID,
                            number("amount", 1, MOST_AT_ONCE).ifInvalid(INVALID_ARGUMENT),
                            text("port"),
                            text("ip"),
                            text("ips[]"))
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(
                            SERVER_NOT_FOUND,
                            SERVER_SUSPENDED,
                            INVALID_ARGUMENT,
                            ADDRESS_TAKEN,
                            NO_FREE_ADDRESS,
                            LIMIT_REACHED),
            row("net", "remove_ipv4", Evidence.OBSERVED, CLIENT, s -> s.net::removeIpv4)
                    .takes(ID, IP.unless("remove_all"), text("remove_all"))
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(SERVER_NOT_FOUND, SERVER_SUSPENDED, INVALID_ARGUMENT, ADDRESS_NOT_FOUND, MAIN_ADDRESS),
            row("net", "get_status", Evidence.ASSUMED, NAMED, s -> s.ip::getStatus)
                    .takes(ID, text("port"))
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .reads()
                    .alsoFails(SERVER_NOT_FOUND),
            row("net", "block_ip", Evidence.ASSUMED, NAMED, s -> s.ip::blockIp)
                    .takes(ID, IP, text("description"), text("four_hours"))
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(SERVER_NOT_FOUND, SERVER_SUSPENDED, INVALID_ARGUMENT, ADDRESS_NOT_FOUND),
            row("net", "unblock_ip", Evidence.ASSUMED, NAMED, s -> s.ip::unblockIp)
                    .takes(ID, IP)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(SERVER_NOT_FOUND, SERVER_SUSPENDED, INVALID_ARGUMENT, ADDRESS_NOT_FOUND),
            row("ip", "get_ip", Evidence.ASSUMED, NAMED, s -> s.ip::getIp)
                    .takes(IP)
                    .reads()
                    .alsoFails(INVALID_ARGUMENT, ADDRESS_NOT_FOUND),
            row("ip", "get_ptr", Evidence.ASSUMED, NAMED, s -> s.ip::getPtr)
                    .takes(ID, IP)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .reads()
                    .alsoFails(SERVER_NOT_FOUND, INVALID_ARGUMENT, ADDRESS_NOT_FOUND),
            row("ip", "update_ptr", Evidence.ASSUMED, NAMED, s -> s.ip::updatePtr)
                    .takes(
                            ID,
                            IP,
                            matching("ptr", "host names with line breaks between them", IpSection.PTR)
                                    .required(INVALID_ARGUMENT))
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(SERVER_NOT_FOUND, SERVER_SUSPENDED, INVALID_ARGUMENT, ADDRESS_NOT_FOUND),
            row("ip", "set_main", Evidence.ASSUMED, NAMED, s -> s.ip::setMain)
                    .takes(ID, text("main").ifMissing(INVALID_ARGUMENT).unless("ip"), text("ip"))
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(SERVER_NOT_FOUND, SERVER_SUSPENDED, INVALID_ARGUMENT, ADDRESS_NOT_FOUND));

    private AddressOperations() {}

    private static OperationRow<Sections> row(
            String module, String action, Evidence evidence, String note, Function<Sections, Handler> handler) {
        return HostkeyOperations.row(module, action, handler).answers(evidence, note);
    }
}
