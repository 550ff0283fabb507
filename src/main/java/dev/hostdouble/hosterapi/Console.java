package dev.hostdouble.hosterapi;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.ReservedPaths;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hosterapi.DedicatedDao.Dedicated;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.provider.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** HosterAPI, section "Server": the noVNC console. Its ticket is good for ten seconds (documented), the tenth included. */
final class Console {
    /** The answer to a ticket that is over. */
    static final String EXPIRED = "expired";

    /** The value of an option that stands for the address of this server. */
    private static final String SELF = "self";

    private static final Duration TICKET_LIFE = Duration.ofSeconds(10);
    private static final int SIGNATURE_BYTES = 256;

    private final ConsoleTicketDao tickets;
    private final ServerDao servers;
    private final RandomSource seed;
    private final String url;
    private final String dedicatedUrl;

    Console(ConsoleTicketDao tickets, ServerDao servers, RandomSource seed, HosterState state) {
        this.tickets = tickets;
        this.servers = servers;
        this.seed = seed;
        this.url = state.consoleUrl();
        this.dedicatedUrl = state.dedicatedConsole();
    }

    /** Get noVNC Console URL: Proxmox' ticket in clear, and again in the path of the proxy, twice encoded. */
    Reply console(Call call) {
        Server server = servers.require(call);
        String base = url.equals(SELF) ? self(call.request()) : url;
        return HosterReply.result(withTicket(call, base, server.id(), server.target()));
    }

    /** The console URL of a dedicated server: a fixed one without a ticket, as on the page, or one of this server. */
    String ofDedicated(Call call, Dedicated server) {
        if (!dedicatedUrl.equals(SELF)) {
            return dedicatedUrl;
        }
        call.restsOn(HosterFact.DEDICATED_TICKET);
        return withTicket(call, self(call.request()), server.id(), server.target());
    }

    /**
     * The address of the server that was asked, as the client wrote it. Who follows the URL may be a browser, which does not
     * send the header that named the world: the path names it.
     */
    private static String self(Request request) {
        String base = request.base().isEmpty()
                ? request.headers()
                        .first(ReservedPaths.WORLD_HEADER)
                        .map(world -> ReservedPaths.WORLD + world)
                        .orElse("")
                : request.base();
        return request.scheme() + "://" + request.authority() + base;
    }

    private String withTicket(Call call, String base, long id, String target) {
        String ticket = issue(target, call.time());
        String proxy = "novnc/proxy/pve-dev/" + id + "/?port=5900&vncticket=" + encode(ticket);
        String host = base.substring(base.indexOf("//") + 2).replaceFirst("/.*", "");
        return base + "/novnc/vnc.html?host=" + host + "&password=" + ticket + "&path=" + encode(proxy);
    }

    private String issue(String target, WorldTime now) {
        long number = tickets.next();
        byte[] signature = seed.stream("hosterapi.console", number).nextBytes(SIGNATURE_BYTES);
        String ticket = "PVEVNC:"
                + Long.toHexString(now.date().getEpochSecond()).toUpperCase(Locale.ROOT)
                + "::" + Base64.getEncoder().encodeToString(signature);
        tickets.insert(number, ticket, target, now.elapsed(), now.after(TICKET_LIFE));
        return ticket;
    }

    /** The page behind the URL; it opens while the ticket is valid (assumed: otherwise Proxmox' text). */
    Reply open(Call call) {
        // The URL contains base64 with an unescaped +, which a form reads as a space.
        call.restsOn(HosterFact.CONSOLE_TICKET);
        Optional<String> ticket = Input.of(call).text("password").map(text -> text.replace(' ', '+'));
        boolean good =
                ticket.filter(known -> tickets.isValid(known, call.elapsed())).isPresent();
        return good
                ? Reply.text(200, "text/html; charset=UTF-8", "<!DOCTYPE html><title>noVNC</title>\n")
                : Reply.text(401, "text/plain; charset=UTF-8", "permission denied - invalid PVEVNC ticket\n")
                        .withAnswer(EXPIRED);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
