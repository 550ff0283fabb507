package dev.hostdouble.vss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.util.ArrayList;
import java.util.List;

/** The mark of a reply, and what it rests on, as the journal has them. */
final class Mark {
    private Mark() {}

    static void assertThatReply(VssClient vss, String target, String mark, String... facts) {
        Seen reply = vss.call("GET", target.replace(" ", "%20"));
        String number = vss.journal().get(0).path("n").asText();
        JsonNode call = vss.controlled("GET", "requests/" + number, "");
        List<String> names = new ArrayList<>();
        call.path("restsOn").forEach(fact -> names.add(fact.path("fact").asText()));
        assertThat(call.at("/call/evidence").asText()).as(target + names).isEqualTo(mark);
        assertThat(names).as(target + reply.status()).containsExactlyInAnyOrder(facts);
    }
}
