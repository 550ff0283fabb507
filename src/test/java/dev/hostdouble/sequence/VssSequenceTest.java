package dev.hostdouble.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.VssClient;
import dev.hostdouble.sequence.VssModel.File;
import dev.hostdouble.sequence.VssModel.Image;
import dev.hostdouble.sequence.VssModel.Sync;
import dev.hostdouble.sequence.VssModel.User;
import dev.hostdouble.sequence.Wire.Answer;
import dev.hostdouble.world.EmulatorClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to images, stores and requests of VSS in whatever order, each answer is that of the model. */
class VssSequenceTest {
    private static final List<String> WORLDS =
            List.of("personal-pages: false\n", "personal-pages: true\ncarry-expand: true\ntext-order: bytes\n");

    private static final List<String> STATUSES = List.of("SUBMITTED", "PENDING", "IN_PROGRESS", "PROCESSED", "ERROR");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void every_sequence_of_calls_is_answered_as_by_the_model() throws Exception {
        Sequences.run(folder, "vss.yaml", WORLDS, 30, 50, Calls::new);
    }

    private static final class Calls extends RandomCalls {
        private static final int DAY = 24 * 3_600_000;
        private static final String TOKENS = "/v2/user/token";

        private final boolean hasPages;
        private final VssModel model = new VssModel(EmulatorClock.START);
        private final Map<String, String> tokens = new HashMap<>(); // the latest of each user
        private final Set<Integer> handedOut = new HashSet<>(); // ids of images, also of those that are gone
        private final Map<Integer, Integer> reached = new HashMap<>(); // the last status of each request
        private final Set<Integer> requests = new HashSet<>();
        private String name = "josem";
        private User user = model.user(name);

        Calls(Wire wire, Random random, String options) {
            super(wire, random, List.of("vss/user_iso.sync"));
            hasPages = options.contains("personal-pages: true");
        }

        @Override
        void act() {
            name = oneIn(3) ? "jm" : "josem";
            user = model.user(name);
            String file = pick("a.iso", "b.iso", "isos/c.iso", "isos/Debian-9.3.0-amd64-netinst.iso", "notes.txt");
            switch (below(20)) {
                case 0, 1, 2, 3, 4 ->
                    advance(
                            model.jobs,
                            pick(500, 1000, 1000, 2000, 3000, 5000, 60_000, 3_600_000, oneIn(3) ? DAY : 3_600_000));
                case 5, 6, 7, 8, 9 -> sync();
                case 10, 11, 12 -> {
                    boolean unreadable = oneIn(12);
                    String modified = oneIn(3) ? "2024-01-0" + (1 + below(3)) + "T00:00:00Z" : model.now();
                    user.store.put(file, new File(modified, unreadable));
                    wire.control(
                            "POST",
                            "stores/" + name,
                            "{\"path\":\"%s\",\"modified\":\"%s\",\"unreadable\":%s}"
                                    .formatted(file, modified, unreadable));
                }
                case 13, 14 -> {
                    if (!user.store.isEmpty()) {
                        String known = pick(List.copyOf(user.store.keySet()));
                        user.store.remove(known);
                        wire.control("DELETE", "stores/" + name + "?path=" + known, "");
                    }
                }
                case 15 -> {
                    List<ModelJob> open = model.jobs.open();
                    if (!open.isEmpty()) {
                        endNow("vss", model.jobs, pick(open));
                    }
                }
                case 16 -> {
                    boolean isAdded = oneIn(2);
                    String change = "{\"vss/user-image\":\"%s\",\"%s\":true,\"name\":\"%s\"}";
                    change(
                            change.formatted(name, isAdded ? "added" : "removed", file),
                            model.change(user, file, isAdded));
                }
                case 17 -> changeCatalogue();
                case 18 -> {
                    if (oneIn(2)) {
                        model.setDate(setDate());
                    } else if (oneIn(2)) {
                        change("{\"vss/token\":\"" + name + "\",\"revoked\":true}", model.revoke(name));
                    } else {
                        revokeToken();
                    }
                }
                default -> login();
            }
        }

        private void sync() {
            Answer answer = call("PATCH", VssClient.PERSONAL);
            assertThat(answer.status()).isEqualTo(202);
            JsonNode request = answer.json().at("/data/request");
            int id = request.path("id").asInt();
            assertThat(requests.add(id)).isTrue();
            assertThat(id + " " + request.path("status").asText()).isEqualTo(model.sync(name, fault) + " SUBMITTED");
        }

        private void changeCatalogue() {
            switch (below(4)) {
                case 0 -> {
                    int count = 1 + below(3);
                    change("{\"vss/image\":\"new\",\"add\":" + count + "}", true);
                    model.publish(count);
                }
                case 1 -> {
                    int id = 1 + below(240);
                    change("{\"vss/image\":" + id + ",\"removed\":true}", model.catalogue.remove(id));
                }
                case 2 -> change("{\"vss/image\":\"first\",\"removed\":true}", model.catalogue.pollFirst() != null);
                default -> change("{\"vss/image\":\"last\",\"removed\":true}", model.catalogue.pollLast() != null);
            }
        }

        private void login() {
            Answer answer = wire.send("POST", VssClient.LOGIN, "", Credentials.basic(name, name));
            assertThat(answer.status()).isEqualTo(200);
            String token = answer.json().path("token").asText();
            assertThat(model.login(name, token)).isTrue();
            tokens.put(name, token);
        }

        /** The user ends one of the tokens in the list, which may be the one of the call. */
        private void revokeToken() {
            compareTokens();
            boolean isDeleted = oneIn(2);
            int id = pick(List.copyOf(model.tokens(name).keySet()));
            Answer answer = call(isDeleted ? "DELETE" : "PUT", TOKENS + "/" + id);
            assertThat(answer.status()).isEqualTo(204);
            model.revoke(id, isDeleted);
        }

        private void compareTokens() {
            Map<Integer, Boolean> shown = new TreeMap<>();
            read(TOKENS + "?per_page=250")
                    .path("data")
                    .forEach(token -> shown.put(
                            token.path("id").asInt(), token.path("valid").asBoolean()));
            assertThat(shown).isEqualTo(model.tokens(name));
        }

        /** Calls as the user. A token that has ended is refused; then the user logs in again. */
        private Answer call(String method, String target) {
            if (!tokens.containsKey(name)) {
                login();
            }
            String token = tokens.getOrDefault(name, "");
            if (!model.isValid(token)) {
                assertThat(send(method, target, token).status()).isEqualTo(401);
                login();
            }
            return send(method, target, tokens.getOrDefault(name, ""));
        }

        private Answer send(String method, String target, String token) {
            return wire.send(method, target, "", Credentials.bearer(token), Fault.HEADER + ": " + fault);
        }

        private JsonNode read(String target) {
            Answer answer = call("GET", target);
            assertThat(answer.status()).as(target).isEqualTo(200);
            return answer.json();
        }

        @Override
        void compareSome() {
            if (oneIn(2)) {
                comparePersonal(1 + below(4), 1 + below(3));
            } else {
                compareRequests(1 + below(6), 1 + below(4));
            }
            if (!requests.isEmpty()) {
                compareRequest(pick(List.copyOf(requests)));
            }
            if (oneIn(4)) {
                comparePublic(pick(1, 10, 100, 250, 251), 1 + below(24));
            }
        }

        @Override
        void compareAll() {
            for (String one : model.users.keySet()) {
                name = one;
                user = model.user(one);
                comparePersonal(250, 1);
                compareTokens();
                compareRequests(250, 1);
                requests.forEach(this::compareRequest);
            }
            comparePublic(250, 1);
        }

        /** The list and the single reads agree. Ids are new when they first appear; images keep theirs. */
        private void comparePersonal(int perPage, int page) {
            List<Image> images = user.images();
            String target = VssClient.PERSONAL + "?per_page=" + perPage + "&page=" + page;
            List<String> shown = new ArrayList<>();
            if (isPage(target, hasPages ? perPage : 250, hasPages ? page : 1, images.size())) {
                read(target).path("data").forEach(image -> shown.add(shown(image)));
                List<Image> expected = hasPages ? page(images, perPage, page) : images;
                assertThat(shown).isEqualTo(expected.stream().map(Image::shown).toList());
            }
            for (Image image : images) {
                handedOut.add(image.id());
            }
            assertThat(handedOut).doesNotContainAnyElementsOf(model.catalogue);
            if (!handedOut.isEmpty()) {
                int id = pick(List.copyOf(handedOut));
                List<String> known = images.stream()
                        .filter(image -> image.id() == id)
                        .map(Image::shown)
                        .toList();
                Answer answer = call("GET", VssClient.PERSONAL + "/" + id);
                assertThat(answer.status() == 200 ? List.of(shown(answer.json().path("data"))) : List.of())
                        .isEqualTo(known);
            }
        }

        private static String shown(JsonNode image) {
            return image.path("id") + " " + image.path("path").asText() + " "
                    + image.path("created_on").asText() + " "
                    + image.path("updated_on").asText();
        }

        /** Whether there is such a page; the provider has to answer 404 if not. */
        private boolean isPage(String target, int perPage, int page, int total) {
            boolean exists = page == 1 || (page - 1) * perPage < total;
            if (!exists) {
                assertThat(call("GET", target).status()).as(target).isEqualTo(404);
            }
            return exists;
        }

        private static <T> List<T> page(List<T> all, int perPage, int page) {
            int from = Math.min(all.size(), (page - 1) * perPage);
            return all.subList(from, Math.min(all.size(), from + perPage));
        }

        private void compareRequests(int perPage, int page) {
            String status = oneIn(2) ? "" : pick(STATUSES);
            List<String> expected = user.syncs.stream()
                    .filter(sync -> status.isEmpty() || model.status(sync.job).equals(status))
                    .map(model::shown)
                    .toList();
            String filter = status.isEmpty() ? "" : "&filter=status,eq," + status;
            String target = VssClient.SYNCS + "?expand=1&per_page=" + perPage + "&page=" + page + filter;
            if (isPage(target, perPage, page, expected.size())) {
                JsonNode list = read(target);
                List<String> shown = new ArrayList<>();
                list.path("data").forEach(request -> shown.add(request(request)));
                assertThat(shown).isEqualTo(page(expected, perPage, page));
                assertThat(list.at("/meta/pages/total").asInt()).isEqualTo(expected.size());
            }
        }

        private static String request(JsonNode request) {
            return request.path("id") + " " + request.path("status").asText() + " " + texts(request.path("added")) + " "
                    + texts(request.path("deleted")) + " " + texts(request.at("/message/warnings")) + " "
                    + request.at("/message/errors").size();
        }

        private static List<String> texts(JsonNode array) {
            List<String> texts = new ArrayList<>();
            array.forEach(text -> texts.add(text.asText()));
            return texts;
        }

        /** A request is its user's alone, and only moves forward. */
        private void compareRequest(int id) {
            Answer answer = call("GET", VssClient.SYNCS + "/" + id);
            List<Sync> own = new ArrayList<>(user.syncs);
            own.removeIf(sync -> sync.id != id);
            assertThat(answer.status()).as("request " + id).isEqualTo(own.isEmpty() ? 404 : 200);
            for (Sync sync : own) {
                JsonNode data = answer.json().path("data");
                assertThat(request(data)).isEqualTo(model.shown(sync));
                int status = STATUSES.indexOf(data.path("status").asText());
                Integer before = reached.put(id, status);
                assertThat(status).isGreaterThanOrEqualTo(before == null ? 0 : before);
            }
        }

        private void comparePublic(int perPage, int page) {
            List<Integer> all = List.copyOf(model.catalogue);
            int size = Math.min(perPage, 250);
            String target = "/v2/iso?per_page=" + perPage + "&page=" + page;
            if (isPage(target, size, page, all.size())) {
                JsonNode list = read(target);
                assertThat(VssClient.ids(list)).isEqualTo(page(all, size, page));
                JsonNode pages = list.at("/meta/pages");
                assertThat(pages.path("total") + " " + pages.path("pages") + " " + pages.path("per_page"))
                        .isEqualTo(all.size() + " " + (all.size() + size - 1) / size + " " + size);
            }
            int id = 1 + below(240);
            assertThat(call("GET", "/v2/iso/" + id).status()).isEqualTo(model.catalogue.contains(id) ? 200 : 404);
        }
    }
}
