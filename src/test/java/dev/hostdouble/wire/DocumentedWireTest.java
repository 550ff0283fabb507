package dev.hostdouble.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.openapi.DocumentedReplies;
import dev.hostdouble.wire.WireFixture.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The OpenAPI documents allow every golden exchange. */
class DocumentedWireTest {
    private static final DocumentedReplies REPLIES = DocumentedReplies.OF_PROVIDERS;
    private static final Pattern CONTENT_TYPE = Pattern.compile("(?i)content-type: (.*)");

    @Test
    void every_golden_reply_is_in_the_document_of_its_provider() throws IOException {
        List<String> problems = new ArrayList<>();
        Set<String> met = new TreeSet<>();
        for (WireFixture fixture : WireFixture.all()) {
            if (REPLIES.has(fixture.operation()) && !fixture.request().start().startsWith("HEAD ")) {
                met.add(fixture.operation());
                REPLIES.problems(
                                fixture.operation(),
                                fixture.status(),
                                type(fixture.reply()),
                                fixture.reply().body())
                        .forEach(problem -> problems.add(fixture + ": " + problem));
            }
        }
        assertThat(problems).isEmpty();
        assertThat(met).isEqualTo(REPLIES.operations());
    }

    private static String type(Message reply) {
        return reply.headers().stream()
                .map(CONTENT_TYPE::matcher)
                .filter(header -> header.matches())
                .map(header -> header.group(1))
                .findFirst()
                .orElse("");
    }
}
