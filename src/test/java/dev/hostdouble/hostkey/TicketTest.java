package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Requests for assistance: an open one refuses the next about the same server. */
class TicketTest extends HostkeyStory {
    private JsonNode request(String token, String... parameters) {
        return call(token, "jira", "request_assistance", parameters);
    }

    private JsonNode ticket(String token, String id) {
        return call(token, "rtm", "get_ticket_by_id", "ticket_id", id);
    }

    @Test
    void an_open_ticket_refuses_the_next_until_it_is_closed() {
        assertThat(request(CLIENT, "id", "456", "message", "cancel it")
                        .path("jira_issue")
                        .asText())
                .isEqualTo("CS-1");
        assertThat(request(CLIENT, "id", "456").toString())
                .isEqualTo("{\"result\":-1,\"error\":\"Assistance ticket already exists\","
                        + "\"code\":\"ASSISTANCE_TICKET_EXISTS\"}");
        assertThat(hostkey.change("{\"hostkey/ticket\":1,\"closed\":true}")).isTrue();
        assertThat(hostkey.change("{\"hostkey/ticket\":1,\"closed\":true}")).isFalse();
        assertThat(request(CLIENT, "id", "456").path("jira_issue").asText()).isEqualTo("CS-2");
        assertThat(call(CLIENT, "rtm", "get_tickets").path("tickets").findValuesAsText("status"))
                .containsExactly("closed", "open");
    }

    @Test
    void a_ticket_is_seen_by_who_opened_it() {
        request(NEIGHBOUR, "message", "about nothing");
        assertThat(ticket(NEIGHBOUR, "1").at("/ticket/message").asText()).isEqualTo("about nothing");
        assertThat(ticket(CLIENT, "1").path("message").asText()).isEqualTo("Ticket not found");
        assertThat(call(CLIENT, "rtm", "get_tickets").path("tickets")).isEmpty();
    }

    @Test
    void a_request_that_is_refused_opens_none() {
        assertThat(request(CLIENT, "id", "457").path("message").asText()).isEqualTo("Server not found");
        assertThat(request(CLIENT, "id", "456", "message", "x".repeat(10_001))
                        .path("message")
                        .asText())
                .isEqualTo("invalid request");
        assertThat(request("", "id", "456").path("message").asText()).isEqualTo("Authorization required");
        assertThat(call(CLIENT, "rtm", "get_tickets").path("tickets")).isEmpty();
    }
}
