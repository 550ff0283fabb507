package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.vss.RequestDao.UserRequest;
import java.util.Map;

/** The data of a reply to a task that has been accepted. Its request says how far it is. */
record Accepted(
        @JsonProperty("_links") Map<String, String> links, String message, String name, Ticket request, int status) {
    private static final int STATUS = 202;
    private static final String SUBMITTED = "SUBMITTED";

    /** @param url that of the request */
    static Accepted of(String url, UserRequest request) {
        return new Accepted(
                Map.of("request", url),
                "Request has been accepted for processing",
                "Accepted",
                new Ticket(request.id(), SUBMITTED, request.taskId()),
                STATUS);
    }

    record Ticket(
            long id, String status, @JsonProperty("task_id") String taskId) {}
}
