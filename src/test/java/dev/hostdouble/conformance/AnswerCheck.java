package dev.hostdouble.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Reply;
import dev.hostdouble.openapi.DocumentedReplies;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a reply is one that the row of its operation lists. */
final class AnswerCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final List<String> TEXTS = List.of("error", "message");

    /** What every provider calls the error that stands for a failure of the emulator itself. */
    private static final String BROKEN = "SERVER_ERROR";

    /** Placeholders that are filled with what a call sends under their name, if anything. */
    private static final Set<String> SENT = Set.of("id", "action");

    private final Provider provider;
    private final Shapes shapes;
    private final Map<String, List<Fact>> factsOf = new HashMap<>(); // by operation
    private final Map<String, Wording> wordings = new HashMap<>(); // by template

    AnswerCheck(Provider provider, Shapes shapes) {
        this.provider = provider;
        this.shapes = shapes;
    }

    /** What is wrong with the reply to a variant; nothing if it is as the row of its operation says. */
    List<String> problems(Variant variant, Operation operation, Reply reply) {
        Optional<KnownAnswer> known = operation.answer(reply.answer());
        if (known.isEmpty()) {
            return List.of("answers " + reply.answer() + ", which its row does not list");
        }
        List<String> problems = new ArrayList<>();
        KnownAnswer answer = known.get();
        if (reply.answer().equals(BROKEN)) {
            problems.add("fails unexpectedly");
        }
        if (answer.status() != reply.status()) {
            problems.add("has status " + reply.status() + ", not " + answer.status() + " as listed");
        }
        if (reply.evidence().compareTo(answer.evidence()) < 0) {
            problems.add("is marked " + reply.evidence().word() + ", better than "
                    + answer.evidence().word() + " as listed");
        }
        if (variant.operation().equals(operation)) {
            difference(answer.name(), variant.expected(), "").ifPresent(problems::add);
        }
        List<Fact> facts = factsOf.computeIfAbsent(operation.id(), id -> provider.facts(operation));
        for (Fact fact : reply.facts()) {
            if (!facts.contains(fact)) {
                problems.add("rests on " + fact.name() + ", which is no fact of its operation");
            }
        }
        if (!operation.isUnknown()) {
            problems.addAll(DocumentedReplies.OF_PROVIDERS.problems(operation.id(), reply));
        }
        String type = reply.headers().first("Content-Type").orElse("");
        if (!answer.text().isEmpty()) {
            words(variant, answer, type, reply.body().text()).ifPresent(problems::add);
        } else if (answer.isSuccess() && !operation.isUnknown()) {
            shapes.difference(operation.id(), type, reply.body().text()).ifPresent(problems::add);
        }
        return problems;
    }

    /** That an answer is not the only one it may be, if there is only one. */
    static Optional<String> difference(String answer, Optional<String> only, String why) {
        return only.filter(name -> !name.equals(answer)).map(name -> "answers " + answer + ", not " + name + why);
    }

    /** The text of an error, with what stands in its placeholders. */
    private record Wording(Pattern pattern, List<String> placeholders) {
        static Wording of(String template) {
            List<String> placeholders = new ArrayList<>();
            Matcher placeholder = PLACEHOLDER.matcher(template);
            StringBuilder regex = new StringBuilder();
            int end = 0;
            while (placeholder.find()) {
                placeholders.add(placeholder.group(1));
                regex.append(Pattern.quote(template.substring(end, placeholder.start())))
                        .append("(.*)");
                end = placeholder.end();
            }
            return new Wording(
                    Pattern.compile(regex + Pattern.quote(template.substring(end)), Pattern.DOTALL), placeholders);
        }
    }

    private Optional<String> words(Variant variant, KnownAnswer answer, String type, String body) {
        if (type.startsWith("text/html")) {
            return Optional.empty(); // the framework's page, if the world says so
        }
        Wording wording = wordings.computeIfAbsent(answer.text(), Wording::of);
        if (type.startsWith("text/plain")) {
            boolean isSaid = wording.pattern().matcher(body).find();
            return isSaid ? Optional.empty() : Optional.of("does not say '" + answer.text() + "'");
        }
        try {
            JsonNode json = JSON.readTree(body);
            for (String member : TEXTS) {
                Matcher said = wording.pattern().matcher(json.path(member).asText());
                if (said.matches()) {
                    return emptyPlaceholder(variant, wording, said);
                }
            }
            return Optional.of("does not say '" + answer.text() + "'");
        } catch (IOException e) {
            return Optional.of("is not JSON");
        }
    }

    /** A placeholder that is empty although the call sends a text for it. */
    private static Optional<String> emptyPlaceholder(Variant variant, Wording wording, Matcher said) {
        for (int i = 0; i < wording.placeholders().size(); i++) {
            String name = wording.placeholders().get(i);
            boolean isSent =
                    variant.texts().stream().anyMatch(text -> text.equals(name) || text.endsWith("[" + name + "]"));
            if (said.group(i + 1).isEmpty() && (isSent || !SENT.contains(name))) {
                return Optional.of("says nothing for {" + name + "}");
            }
        }
        return Optional.empty();
    }
}
