package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.TicketDao.Ticket;
import dev.hostdouble.provider.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HOSTKEY, {@code jira.php} and {@code rtm.php}: requests for assistance. Clients know the first reply; the others are assumed. */
final class TicketSection {
    private static final String PORTAL = "https://my.hostkey.com/servicedesk/customer/portal/1/";

    private final AccountDao accounts;
    private final ServerDao servers;
    private final TicketDao tickets;

    TicketSection(AccountDao accounts, ServerDao servers, TicketDao tickets) {
        this.accounts = accounts;
        this.servers = servers;
        this.tickets = tickets;
    }

    /** request_assistance: opens a ticket, unless one is open about the same server. */
    Reply requestAssistance(Call call) {
        Input input = Input.checked(call);
        Account caller = accounts.caller(call);
        long server = input.text("id").isEmpty()
                ? 0
                : servers.require(call, input.id("id"), caller).id();
        if (tickets.isOpen(caller.login(), server)) {
            throw HostkeyError.ASSISTANCE_TICKET_EXISTS.with();
        }
        if (input.text("id").isEmpty() || input.text("terminate_reason_custom").isEmpty()) {
            call.restsOn(BillingFact.TICKET_PARTS);
        }
        String message = input.text("message")
                .or(() -> input.text("terminate_reason_custom"))
                .orElse("");
        Ticket ticket =
                tickets.open(caller.login(), server, input.text("subject").orElse(""), message, call.now());
        return HostkeyReply.of(new OpenedJson("OK", issueOf(ticket), PORTAL + issueOf(ticket)));
    }

    /** get_tickets: those of the caller. */
    Reply getTickets(Call call) {
        List<TicketJson> all = tickets.list(accounts.caller(call).login()).stream()
                .map(ticket -> TicketJson.of(ticket, null))
                .toList();
        return HostkeyReply.of(new TicketsJson("OK", "rtm", "get_tickets", all));
    }

    /** get_ticket_by_id: one of the caller, with its message. */
    Reply getTicketById(Call call) {
        Ticket ticket = Input.checked(call)
                .id("ticket_id")
                .flatMap(id -> tickets.find(id, accounts.caller(call).login()))
                .orElseThrow(HostkeyError.TICKET_NOT_FOUND::with);
        return HostkeyReply.of(new FoundJson("OK", "rtm", "get_ticket_by_id", TicketJson.of(ticket, ticket.message())));
    }

    private static String issueOf(Ticket ticket) {
        return "CS-" + ticket.id();
    }

    private record OpenedJson(
            String result,
            @JsonProperty("jira_issue") String issue,
            @JsonProperty("jira_url") String url) {}

    private record TicketsJson(String result, String module, String action, List<TicketJson> tickets) {}

    private record FoundJson(String result, String module, String action, TicketJson ticket) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record TicketJson(
            long id,
            @JsonProperty("jira_issue") String issue,
            @JsonProperty("server_id") long server,
            String subject,
            String status,
            @JsonProperty("created_at") String createdAt,
            @Nullable String message) {
        static TicketJson of(Ticket ticket, @Nullable String message) {
            return new TicketJson(
                    ticket.id(),
                    issueOf(ticket),
                    ticket.server(),
                    ticket.subject(),
                    ticket.isOpen() ? "open" : "closed",
                    Times.iso(ticket.createdAt()),
                    message);
        }
    }
}
