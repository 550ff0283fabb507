package dev.hostdouble.hostkey;

import dev.hostdouble.provider.ClientProtocol;
import dev.hostdouble.provider.ClientProtocol.JobRead;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What clients of HOSTKEY do across several calls. */
final class HostkeyProtocol {
    private static final String INVOICES = "whmcs.get_invoices";

    static final ClientProtocol CLIENTS = new ClientProtocol(
            Set.of("auth.login", "auth.whmcslogin"),
            Set.of(HostkeyError.INVALID_TOKEN.name(), HostkeyError.SESSION_EXPIRED.name()),
            List.of(new JobRead(
                    "eq_callback.check",
                    "key",
                    Set.of(),
                    List.of("/callback", "/data/key"),
                    "",
                    Set.of("running", "stage"),
                    Set.of("done"))),
            Map.ofEntries(
                    Map.entry(
                            "eq.order_instance",
                            Set.of("eq.list", "eq.show", "eq.unified_server_search", INVOICES, "whmcs.getcredits")),
                    Map.entry("iso.add", Set.of("iso.list_iso")),
                    Map.entry("iso.upload", Set.of("iso.list_iso", "iso.uploaded")),
                    Map.entry("vm.create_snapshot", Set.of("vm.get_snapshot")),
                    Map.entry("ssh_keys.add", Set.of("ssh_keys.list")),
                    Map.entry("api_keys.add", Set.of("api_keys.list", "api_keys.list_for_server")),
                    Map.entry("net.add_ipv4", Set.of("eq.show", "ip.get_ip", "net.get_status")),
                    Map.entry("jira.request_assistance", Set.of("rtm.get_tickets", "rtm.get_ticket_by_id")),
                    Map.entry("whmcs.create_addfunds", Set.of(INVOICES)),
                    Map.entry(
                            "whmcs.apply_credit",
                            Set.of(INVOICES, "whmcs.get_invoice", "whmcs.getcredits", "whmcs.transactions"))));

    private HostkeyProtocol() {}
}
