package dev.hostdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.wire.WorldHeader;
import dev.hostdouble.yaml.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Writes the README's tables of credentials and ids: what the files of the shipped worlds say, side by side. */
final class SeedDocs {
    private static final String NOTHING = "–";

    // What a state that does not say so has; the README's example of an order shows them.
    private static final long FIRST_ORDERED = 1001;
    private static final long FIRST_INVOICE = 603548;
    private static final String ADDRESSES = "141.105.68.0/24";

    private final Map<String, JsonNode> states = new TreeMap<>(); // of one provider, by world
    private final StringBuilder text = new StringBuilder();

    private SeedDocs(String api) throws Exception {
        for (String world : WorldHeader.WORLDS) {
            ObjectNode state = read("default", api);
            read(world, api).properties().forEach(key -> state.set(key.getKey(), key.getValue()));
            states.put(world, state);
        }
    }

    private static ObjectNode read(String world, String api) throws Exception {
        Path file = Path.of("fixtures/worlds", world, api + ".yaml");
        return Document.read(file.toString(), Files.readString(file)).root().deepCopy();
    }

    /** The three tables. */
    static String tables() throws Exception {
        return hosterapi() + "\n" + hostkey() + "\n" + vss();
    }

    private static String hosterapi() throws Exception {
        SeedDocs docs = new SeedDocs("hosterapi");
        docs.head("HosterAPI");
        docs.row(
                "tokens, with their accounts",
                state -> each(
                        state.path("tokens"),
                        token -> code(token.path("id").asText() + "|"
                                        + token.path("secret").asText()) + " " + account(token)));
        docs.row(
                "servers",
                state -> each(
                        state.path("servers"),
                        server -> id(server) + " " + server.path("state").asText() + ofAnother(server)));
        docs.row(
                "backups",
                state -> each(
                        state.path("servers"),
                        server -> server.path("backups").isEmpty()
                                ? ""
                                : "of " + id(server) + ": " + list(server.path("backups"), SeedDocs::backup)));
        docs.row(
                "dedicated servers",
                state -> each(
                        state.path("dedicated"),
                        machine -> id(machine) + " "
                                + (machine.path("order-complete").asBoolean(true)
                                        ? machine.path("state").asText()
                                        : "order under way")
                                + ofAnother(machine)));
        docs.row("market", state -> list(state.path("market"), SeedDocs::id));
        docs.row(
                "jobs",
                state -> each(
                        state.path("jobs"),
                        job -> (job.has("id") ? id(job) + " " : "")
                                + code(job.path("operation").asText()) + " "
                                + job.path("state").asText("running") + target(job) + ofAnother(job)));
        docs.row(
                "templates of servers",
                state -> list(state.path("templates"), JsonNode::asText) + "; not listed: "
                        + list(state.path("unlisted-templates"), JsonNode::asText));
        docs.row(
                "packages",
                state -> list(state.path("software"), software -> software.path("package")
                        .asText()));
        docs.row(
                "new servers, jobs",
                state -> "from " + state.path("next").path("server").asText() + ", from "
                        + state.path("next").path("job").asText());
        docs.row(
                "new addresses",
                state -> state.path("ip-pool").path("first").asText() + " to "
                        + state.path("ip-pool").path("last").asText());
        return docs.text.toString();
    }

    private static String hostkey() throws Exception {
        SeedDocs docs = new SeedDocs("hostkey");
        docs.head("HOSTKEY");
        docs.row(
                "accounts: login and password, role",
                state -> each(
                        state.path("accounts"),
                        account -> login(account.path("login"), account.path("password")) + " "
                                + account.path("role").asText()));
        docs.row(
                "tokens",
                state -> each(
                        state.path("accounts"),
                        account -> account.path("tokens").isEmpty()
                                ? ""
                                : list(account.path("tokens"), token -> code(token.asText())) + " of "
                                        + account.path("login").asText()));
        docs.row(
                "API keys",
                state -> each(
                        state.path("accounts"),
                        account -> code(account.path("api-key").asText()) + " of "
                                + account.path("login").asText()));
        docs.row(
                "servers",
                state -> each(
                        state.path("servers"),
                        server -> id(server) + " " + server.path("state").asText() + " of "
                                + server.path("owner").asText()
                                + (server.has("iso")
                                        ? ", " + code(server.path("iso").asText()) + " in its drive"
                                        : "")));
        docs.row(
                "snapshots",
                state -> each(
                        state.path("servers"),
                        server -> server.path("snapshots").isEmpty()
                                ? ""
                                : "of " + id(server) + ": "
                                        + list(
                                                server.path("snapshots"),
                                                one -> code(one.path("name").asText())
                                                        + (one.has("type")
                                                                ? " ("
                                                                        + one.path("type")
                                                                                .asText() + ")"
                                                                : ""))));
        docs.row(
                "images",
                state -> each(
                        state.path("isos"),
                        image -> id(image) + " " + code(image.path("iso-name").asText()) + " "
                                + image.path("status").asText()
                                + (image.path("admin-only").asBoolean() ? ", for administrators" : "")
                                + (image.has("owner")
                                        ? " of " + image.path("owner").asText()
                                        : "")));
        docs.row(
                "tasks",
                state -> each(
                        state.path("tasks"),
                        task -> code(task.path("key").asText()) + " "
                                + code(task.path("operation").asText()) + " "
                                + task.path("state").asText("running") + target(task)));
        docs.row("new images", state -> "from " + state.path("next").path("iso").asText());
        docs.order();
        return docs.text.toString();
    }

    /** What an order names, what pays it, and what it gets. */
    private void order() {
        row(
                "presets, with what is free in each location",
                state -> each(state.path("catalogue").path("presets"), preset -> {
                    List<String> free = new ArrayList<>();
                    preset.path("stock")
                            .properties()
                            .forEach(at ->
                                    free.add(at.getKey() + " " + at.getValue().asText()));
                    return retired(preset)
                            ? ""
                            : code(preset.path("name").asText()) + " (" + id(preset) + "): " + String.join(", ", free);
                }));
        row(
                "operating systems",
                state -> each(
                        state.path("catalogue").path("operating-systems"),
                        system -> retired(system)
                                ? ""
                                : id(system) + " " + system.path("name").asText()));
        row(
                "traffic plans, with their locations",
                state -> each(
                        state.path("catalogue").path("traffic-plans"),
                        plan -> id(plan) + " " + plan.path("name").asText() + ": "
                                + list(plan.path("locations"), JsonNode::asText)
                                + (plan.path("broken").asBoolean() ? "; orders with it fail" : "")));
        row(
                "credit",
                state -> each(
                        state.path("accounts"),
                        account -> account.has("credit")
                                ? account.path("credit").decimalValue().setScale(2) + " "
                                        + account.path("currency").asText("EUR") + " of "
                                        + account.path("login").asText()
                                : ""));
        row(
                "invoices",
                state -> each(
                        state.path("invoices"),
                        invoice -> id(invoice) + " " + invoice.path("status").asText("unpaid") + " of "
                                + invoice.path("owner").asText()));
        row(
                "new servers, invoices",
                state -> "from " + state.path("next").path("server").asLong(FIRST_ORDERED) + ", from "
                        + state.path("next").path("invoice").asLong(FIRST_INVOICE));
        row(
                "new addresses",
                state ->
                        "in " + (state.has("addresses") ? list(state.path("addresses"), JsonNode::asText) : ADDRESSES));
    }

    private static boolean retired(JsonNode one) {
        return !one.path("active").asBoolean(true);
    }

    private static String vss() throws Exception {
        SeedDocs docs = new SeedDocs("vss");
        docs.head("VSS");
        docs.row(
                "users: name and password",
                state -> each(
                        state.path("users"),
                        user -> login(user.path("name"), user.path("password"))
                                + (user.path("permitted").asBoolean(true) ? "" : " gets no token")));
        docs.row("public images", state -> state.path("images").size() + ": " + ranges(state.path("images")));
        docs.row("public floppy images", state -> ranges(state.path("floppy-images")));
        docs.row("public VM images", state -> ranges(state.path("vm-images")));
        docs.row(
                "personal images",
                state -> each(
                        state.path("users"),
                        user -> user.path("images").isEmpty()
                                ? ""
                                : list(user.path("images"), SeedDocs::id) + " of "
                                        + user.path("name").asText()));
        docs.row(
                "files in stores",
                state -> each(
                        state.path("users"),
                        user -> user.path("store").isEmpty()
                                ? ""
                                : user.path("store").size() + " of "
                                        + user.path("name").asText()));
        docs.row(
                "virtual machines",
                state -> each(
                        state.path("users"),
                        user -> user.path("vms").isEmpty()
                                ? ""
                                : list(user.path("vms"), vm -> vm.path("moref").asText()) + " of "
                                        + user.path("name").asText()));
        docs.row(
                "requests for a sync",
                state -> each(
                        state.path("requests"),
                        request -> id(request) + " " + request.path("state").asText("running") + " of "
                                + request.path("user").asText()));
        docs.row(
                "new requests",
                state -> "from " + state.path("next").path("request").asText());
        return docs.text.toString();
    }

    private void head(String provider) {
        text.append("| ").append(provider);
        states.keySet().forEach(world -> text.append(" | `").append(world).append('`'));
        text.append(" |\n|---").append("|---".repeat(states.size())).append("|\n");
    }

    private void row(String what, Function<JsonNode, String> cell) {
        text.append("| ").append(what);
        states.values().forEach(state -> text.append(" | ").append(cell.apply(state)));
        text.append(" |\n");
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** Each on a line of its own, without the empty ones. */
    private static String each(JsonNode list, Function<JsonNode, String> line) {
        List<String> lines =
                stream(list).map(line).filter(one -> !one.isEmpty()).toList();
        return lines.isEmpty() ? NOTHING : String.join("<br>", lines);
    }

    private static String list(JsonNode list, Function<JsonNode, String> word) {
        return String.join(", ", stream(list).map(word).toList());
    }

    private static String id(JsonNode one) {
        return one.path("id").asText();
    }

    private static String backup(JsonNode backup) {
        return (backup.isObject() ? backup.path("taken-at") : backup).asText();
    }

    private static String account(JsonNode one) {
        return one.path("account").asText("reseller");
    }

    private static String ofAnother(JsonNode one) {
        return one.has("account") ? " (" + account(one) + ")" : "";
    }

    private static String target(JsonNode job) {
        return Stream.of("server", "dedicated", "image")
                .filter(job::has)
                .map(key -> " on " + (key.equals("server") ? "" : key + " ")
                        + job.path(key).asText())
                .findFirst()
                .orElse("");
    }

    private static String login(JsonNode name, JsonNode password) {
        return code(name.asText() + ":" + password.asText());
    }

    /** Text as it is typed; GitHub wants a backslash before a bar in a table. */
    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    /** Ids in order, as {@code 1 to 222, 225 to 226}. */
    private static String ranges(JsonNode images) {
        List<String> ranges = new ArrayList<>();
        long first = -1;
        long last = -1;
        for (JsonNode image : images) {
            long id = image.path("id").asLong();
            if (id != last + 1 || first < 0) {
                if (first >= 0) {
                    ranges.add(first + " to " + last);
                }
                first = id;
            }
            last = id;
        }
        ranges.add(first + " to " + last);
        return String.join(", ", ranges);
    }
}
