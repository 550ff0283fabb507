package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.TagDao.Tag;
import dev.hostdouble.provider.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** HOSTKEY, {@code tags.php}: tags of servers, as another official page and official clients show them. */
final class TagSection {
    private static final int LONGEST_TAG = 32;
    private static final int LONGEST_VALUE = 256;
    private static final int LONGEST_EXTRA = 16_384;

    private final ServerLookup lookup;
    private final ServerDao servers;
    private final TagDao tags;
    private final ServerNames names;
    private final int limit;

    /** @param limit how many tags a server can have */
    TagSection(ServerLookup lookup, ServerDao servers, TagDao tags, ServerNames names, int limit) {
        this.lookup = lookup;
        this.servers = servers;
        this.tags = tags;
        this.names = names;
        this.limit = limit;
    }

    /** list: the tags of a server. */
    Reply list(Call call) {
        Input input = Input.checked(call);
        Server server = lookup.require(call, input.id("id"));
        if (input.text("component").isEmpty()) {
            call.restsOn(ResourceFact.TAG_COMPONENT);
        }
        return HostkeyReply.of(new ListJson(
                "OK", "list", tags.list(server.id()).stream().map(TagJson::of).toList()));
    }

    /** add: a tag for a server, or for each of {@code id_list}; one of the same name gets the new value. */
    Reply add(Call call) {
        Input input = Input.checked(call);
        String tag = input.text("tag").orElseThrow();
        String value = input.text("value").orElse("");
        String extra = input.text("extra").orElse("");
        if (tag.length() > LONGEST_TAG || value.length() > LONGEST_VALUE || extra.length() > LONGEST_EXTRA) {
            throw HostkeyError.TAG_TOO_LONG.with();
        }
        if (value.indexOf('\0') >= 0 || extra.indexOf('\0') >= 0) {
            throw HostkeyError.INVALID_ARGUMENT.with("name", value.indexOf('\0') >= 0 ? "value" : "extra");
        }
        if (tag.equals(TagDao.HOSTNAME) && !ServerNames.NAME.matcher(value).matches()) {
            throw HostkeyError.INVALID_ARGUMENT.with("name", "value");
        }
        noteForm(call, tag);
        List<Tag> added = new ArrayList<>();
        for (Server server : targets(call, input)) {
            if (tags.find(server.id(), tag).isEmpty()) {
                ResourceLimits.requireRoom(tags.list(server.id()).size(), limit, "tags");
            }
            added.add(tags.put(server.id(), tag, value, extra));
            if (tag.equals(TagDao.HOSTNAME)) {
                call.restsOn(ResourceFact.HOSTNAME_TAG);
                names.overtake(server, call.time());
                servers.update(server.with(server.running(), server.drive(), value));
            }
        }
        return HostkeyReply.of(AddedJson.of(added.get(0)));
    }

    /** remove: a tag of a server, or of each of {@code id_list}. */
    Reply remove(Call call) {
        Input input = Input.checked(call);
        String tag = input.text("tag").orElseThrow();
        noteForm(call, tag);
        for (Server server : targets(call, input)) {
            if (tags.find(server.id(), tag).isEmpty()) {
                call.restsOn(ResourceFact.ABSENT_TAG);
            }
            remove(call, server, tag);
        }
        return HostkeyReply.of(new DoneJson("OK", call.operation().action()));
    }

    private void remove(Call call, Server server, String tag) {
        tags.remove(server.id(), tag);
        if (tag.equals(TagDao.HOSTNAME)) {
            names.overtake(server, call.time());
        }
    }

    /** clear: one tag of a server, or all of them. */
    Reply clear(Call call) {
        Input input = Input.checked(call);
        Server server = lookup.requireChangeable(call, input.id("id"));
        Optional<String> tag = input.text("tag");
        if (tag.isPresent()) {
            remove(call, server, tag.get());
        } else {
            tags.deleteAll(server.id());
            names.overtake(server, call.time());
        }
        return HostkeyReply.of(new DoneJson("OK", "clear"));
    }

    /** search_user, user_search: the ids of the caller's servers that have a tag with the text in its name or value. */
    Reply search(Call call) {
        List<Long> found = tags.search(Input.checked(call).text("value").orElseThrow());
        List<Long> visible = lookup.visible(call).stream()
                .filter(found::contains)
                .sorted(Comparator.naturalOrder())
                .toList();
        return HostkeyReply.of(new FoundJson("OK", call.operation().action(), visible));
    }

    private static void noteForm(Call call, String tag) {
        if (tag.indexOf('-') >= 0 || tag.indexOf('_') >= 0) {
            call.restsOn(ResourceFact.TAG_CHARACTERS);
        }
    }

    /** The servers that {@code id_list} names, or {@code id}. */
    private List<Server> targets(Call call, Input input) {
        Optional<List<String>> list = input.list("id_list");
        if (list.isEmpty()) {
            return List.of(lookup.requireChangeable(call, input.id("id")));
        }
        call.restsOn(ResourceFact.TAGS_OF_MANY);
        List<Server> targets = new ArrayList<>();
        for (String id : list.get()) {
            targets.add(lookup.requireChangeable(call, Input.toId(id)));
        }
        return targets;
    }

    private record ListJson(String result, String action, List<TagJson> tags) {}

    private record AddedJson(
            String result,
            String action,
            long id,
            String component,
            @JsonProperty("component_id") long componentId,
            String tag,
            String value,
            String extra,
            int internal) {
        static AddedJson of(Tag tag) {
            return new AddedJson("OK", "add", tag.id(), "eq", tag.server(), tag.tag(), tag.value(), tag.extra(), 0);
        }
    }

    private record DoneJson(String result, String action) {}

    private record FoundJson(String result, String action, List<Long> servers) {}
}
