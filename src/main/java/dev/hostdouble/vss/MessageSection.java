package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.ComputedListDao.Column;
import dev.hostdouble.vss.ListField.Kind;
import dev.hostdouble.vss.MessageDao.Message;
import dev.hostdouble.vss.Paging.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** VSS, messages to the caller: {@code /v2/user/message} (members observed in a client). */
final class MessageSection {
    static final String PATH = "/v2/user/message";

    /** The state of a message that scenarios can test. */
    static final List<String> STATE = List.of("message.status");

    private final MessageDao messages;
    private final Paging paging;
    private final ResponseEnvelope envelopes;
    private final ComputedListDao<Message> list;

    MessageSection(Database db, TextOrder order, MessageDao messages, Paging paging, ResponseEnvelope envelopes) {
        this.messages = messages;
        this.paging = paging;
        this.envelopes = envelopes;
        this.list = new ComputedListDao<>(
                db,
                order,
                Set.of("status", "kind", "created_on"),
                List.of(
                        new Column<>("id", Kind.NUMBER, Message::id),
                        new Column<>("kind", Kind.TEXT, Message::kind),
                        new Column<>("subject", Kind.TEXT, Message::subject),
                        new Column<>("text", Kind.TEXT, Message::text),
                        new Column<>("status", Kind.TEXT, Message::status),
                        new Column<>("created_on", Kind.TIME, Message::created),
                        new Column<>("updated_on", Kind.TIME, Message::updated)));
    }

    /** The messages to the caller; those that the caller has not acknowledged have the status {@code Created}. */
    Reply list(Call call) {
        Page<Message> page = list.page(call, paging, PATH, messages.messagesOf(call.account()));
        return envelopes.page(
                call,
                PATH,
                page.rows().stream()
                        .map(message -> MessageJson.of(call, message))
                        .toList(),
                page.links());
    }

    /** One of the messages to the caller. */
    Reply get(Call call) {
        return shown(call, find(call));
    }

    /** Acknowledges a message. The second time changes nothing. */
    Reply acknowledge(Call call) {
        Message message = find(call);
        if (!message.status().equals(MessageDao.ACKNOWLEDGED)) {
            messages.acknowledge(message.id(), call.now());
        }
        return shown(call, find(call));
    }

    private Message find(Call call) {
        return Ids.find(call, id -> messages.find(call.account(), id));
    }

    private Reply shown(Call call, Message message) {
        return envelopes.item(call, PATH + "/" + message.id(), MessageJson.of(call, message));
    }

    /** What a call is about: a message to the user who calls. */
    Map<String, Object> state(Call call) {
        Optional<Message> message = call.dialect().owner(call).flatMap(user -> Ids.read(call.path("id"))
                .flatMap(id -> messages.find(user, id)));
        return message.<Map<String, Object>>map(one -> Map.of("message.status", one.status()))
                .orElse(Map.of());
    }

    private record MessageJson(
            @JsonProperty("created_on") String createdOn,
            long id,
            String kind,
            String status,
            String subject,
            String text,
            @JsonProperty("updated_on") String updatedOn,
            Recipient user) {
        static MessageJson of(Call call, Message message) {
            return new MessageJson(
                    Times.text(message.created()),
                    message.id(),
                    message.kind(),
                    message.status(),
                    message.subject(),
                    message.text(),
                    Times.text(message.updated()),
                    new Recipient(call.account()));
        }
    }

    private record Recipient(String username) {}
}
