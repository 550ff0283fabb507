package dev.hostdouble.hostkey;

import static dev.hostdouble.hostkey.HostkeyError.ASSISTANCE_TICKET_EXISTS;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_REQUEST;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.TICKET_NOT_FOUND;
import static dev.hostdouble.provider.Parameter.id;
import static dev.hostdouble.provider.Parameter.text;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.provider.OperationTable;

/** Requests for assistance, as clients make and read them. */
final class TicketOperations {
    private static final int MOST_CHARACTERS = 10_000;
    private static final String UNKNOWN = "a user calls it; its reply is unknown";

    static final OperationTable<Sections> TABLE = new OperationTable<>(
            HostkeyOperations.row("jira", "request_assistance", s -> s.tickets::requestAssistance)
                    .answers(Evidence.OBSERVED, "a user reports the members")
                    .takes(
                            id("id").ifInvalid(SERVER_NOT_FOUND),
                            text("subject", 255).ifInvalid(INVALID_REQUEST),
                            text("message", MOST_CHARACTERS).ifInvalid(INVALID_REQUEST),
                            text("terminate_reason_custom", MOST_CHARACTERS).ifInvalid(INVALID_REQUEST))
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(SERVER_NOT_FOUND, INVALID_REQUEST, ASSISTANCE_TICKET_EXISTS),
            HostkeyOperations.row("rtm", "get_tickets", s -> s.tickets::getTickets)
                    .answers(Evidence.ASSUMED, UNKNOWN)
                    .reads(),
            HostkeyOperations.row("rtm", "get_ticket_by_id", s -> s.tickets::getTicketById)
                    .answers(Evidence.ASSUMED, UNKNOWN)
                    .takes(id("ticket_id").required(TICKET_NOT_FOUND))
                    .reads()
                    .alsoFails(TICKET_NOT_FOUND));

    private TicketOperations() {}
}
