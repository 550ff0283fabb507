package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hostdouble.journal.Secrets;
import dev.hostdouble.provider.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How often calls that meet some conditions are expected.
 *
 * @param what the conditions, as they were written
 * @param operation the pattern of its operations, as it was written, or the empty string
 * @param warnings names that are unknown, but are no slips of known ones
 */
record CallExpectation(
        String what, String operation, List<CallCondition> conditions, CountRange range, List<String> warnings) {
    private static final List<String> COUNTS = List.of("times", "least", "most");

    /**
     * Reads an expectation that is valid by its schema.
     *
     * @param at its place, as a JSON pointer
     * @param calls those of the journal
     * @throws ControlException if no call can meet it
     */
    static CallExpectation of(
            JsonNode wanted, String at, KnownOperations operations, JournalSnapshot journal, List<CallFacts> calls) {
        CountRange range = CountRange.of(wanted, at);
        List<CallCondition> conditions = new ArrayList<>();
        List<Operation> possible = new PossibleCalls(operations, calls, at).check(wanted, conditions);
        if (wanted.has("status")) {
            JsonNode status = wanted.path("status");
            String text = status.isNumber() ? status.decimalValue().toString() : status.asText();
            conditions.add(CallCondition.status(StatusPattern.parse(text)
                    .orElseThrow(() -> new ControlException(
                            400, at + "/status: expected a status from 100 to 599, or a class such as \"5xx\""))));
        }
        if (wanted.has("rule")) {
            String rule = wanted.path("rule").asText();
            journal.requireRule(rule, at + "/rule: ");
            conditions.add(CallCondition.rule(rule));
        }
        PossibleNames names = new PossibleNames(possible, calls, at);
        names.check(wanted);
        Secrets secrets = new Secrets(operations.credentialNames(), Secrets.MASK);
        for (Map.Entry<String, JsonNode> header : wanted.path("header").properties()) {
            String name = header.getKey();
            conditions.add(CallCondition.header(name, header.getValue().asText(), secrets));
        }
        for (Map.Entry<String, JsonNode> parameter : wanted.path("query").properties()) {
            String name = parameter.getKey();
            conditions.add(CallCondition.query(name, parameter.getValue().asText(), secrets));
        }
        for (Map.Entry<String, JsonNode> member : wanted.path("body").properties()) {
            String name = member.getKey();
            conditions.add(CallCondition.body(name, member.getValue(), secrets));
        }
        return new CallExpectation(
                at.substring(1) + " " + said(wanted, secrets),
                wanted.path("operation").asText(""),
                conditions,
                range,
                names.warnings());
    }

    /** The conditions as they were written, without credentials. */
    private static String said(JsonNode wanted, Secrets secrets) {
        ObjectNode said = wanted.deepCopy();
        said.remove(COUNTS);
        for (String group : List.of("header", "query", "body")) {
            if (said.get(group) instanceof ObjectNode values) {
                values.properties().stream()
                        .filter(value -> secrets.isCredential(group + "." + value.getKey()))
                        .forEach(value -> value.setValue(TextNode.valueOf("***")));
            }
        }
        return secrets.inText(said.toString());
    }

    boolean matches(CallFacts call) {
        call.spend(1);
        for (CallCondition condition : conditions) {
            if (!condition.holds().test(call)) {
                return false;
            }
        }
        return true;
    }

    /** Which conditions a call does not meet. */
    List<String> failures(CallFacts call) {
        return conditions.stream()
                .filter(condition -> !condition.holds().test(call))
                .map(condition -> condition.failure().apply(call))
                .toList();
    }
}
