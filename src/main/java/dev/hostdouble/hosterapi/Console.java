package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.provider.Call;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** HosterAPI, section "Server": the noVNC console. Its ticket is good for ten seconds (documented). */
final class Console {
    private static final Duration TICKET_LIFE = Duration.ofSeconds(10);
    private static final int SIGNATURE_BYTES = 256;

    private final ConsoleTicketDao tickets;
    private final ServerDao servers;
    private final RandomSource seed;
    private final String url;

    Console(ConsoleTicketDao tickets, ServerDao servers, RandomSource seed, String url) {
        this.tickets = tickets;
        this.servers = servers;
        this.seed = seed;
        this.url = url;
    }

    /** Get noVNC Console URL: Proxmox' ticket in clear, and again in the path of the proxy, twice encoded. */
    Reply console(Call call) {
        Server server = servers.require(call.path("sid"));
        String ticket = issue(server.id(), call.time());
        String proxy = "novnc/proxy/pve-dev/" + server.id() + "/?port=5900&vncticket=" + encode(ticket);
        return HosterReply.result(url + "/novnc/vnc.html?host="
                + URI.create(url).getAuthority() + "&password=" + ticket + "&path=" + encode(proxy));
    }

    private String issue(long server, WorldTime now) {
        long number = tickets.next();
        byte[] signature = seed.stream("hosterapi.console", number).nextBytes(SIGNATURE_BYTES);
        String ticket = "PVEVNC:"
                + Long.toHexString(now.date().getEpochSecond()).toUpperCase(Locale.ROOT)
                + "::" + Base64.getEncoder().encodeToString(signature);
        tickets.insert(number, ticket, server, now.elapsed(), now.after(TICKET_LIFE));
        return ticket;
    }

    /** The page behind the URL; it opens while the ticket is valid (assumed: otherwise Proxmox' text). */
    Reply open(Call call) {
        // The URL contains base64 with an unescaped +, which a form reads as a space.
        Optional<String> ticket = Input.of(call).password().map(text -> text.replace(' ', '+'));
        boolean good =
                ticket.filter(known -> tickets.isValid(known, call.elapsed())).isPresent();
        return good
                ? Reply.text(200, "text/html; charset=UTF-8", "<!DOCTYPE html><title>noVNC</title>\n")
                : Reply.text(401, "text/plain; charset=UTF-8", "permission denied - invalid PVEVNC ticket\n")
                        .withAnswer("expired")
                        .with(Evidence.ASSUMED);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
