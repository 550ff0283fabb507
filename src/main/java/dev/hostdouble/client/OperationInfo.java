package dev.hostdouble.client;

import java.util.List;

/**
 * An operation of a provider.
 *
 * @param operation its id, such as {@code hosterapi/server.create}
 * @param path its path, with parameters in braces
 * @param facts the facts that its answers can rest on
 */
public record OperationInfo(
        String operation, String method, String path, List<Answer> answers, List<CallDetails.Fact> facts) {
    static OperationInfo of(Members json) {
        return new OperationInfo(
                json.text("operation"),
                json.text("method"),
                json.text("path"),
                json.list("answers", Answer::of),
                json.list("facts", CallDetails.Fact::of));
    }

    /**
     * An answer of an operation.
     *
     * @param answer its name
     * @param text its text as documented
     * @param evidence {@code documented}, {@code observed} or {@code assumed}
     * @param note a remark, or empty
     * @param exercised how often it was given since the journal was cleared
     */
    public record Answer(String answer, int status, String text, String evidence, String note, long exercised) {
        static Answer of(Members json) {
            return new Answer(
                    json.text("answer"),
                    Math.toIntExact(json.number("status")),
                    json.text("text"),
                    json.text("evidence"),
                    json.text("note"),
                    json.number("exercised"));
        }
    }
}
