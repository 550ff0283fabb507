package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Dates;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.FileStore.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The files in users' own stores, which a provider reads (VSS: vskey-stor). */
final class FileStoreControl {
    /** The parameters of a deletion. */
    static final List<QueryParam> DELETION =
            List.of(QueryParam.text("path", "The file to delete; without it, all files of the user."));

    private static final int MOST_FILES = 10_000;
    private static final int FILE_BYTES = 1000;
    private static final String ALLOWED_PATH =
            "\"path\" is where a file lies in the user's own folder, such as isos/debian-12.iso: "
                    + FileStore.ALLOWED_PATH;

    /** {@code GET stores/{user}}: the files by path. */
    Reply list(ControlCall call) {
        return inStore(call, (files, now) -> {});
    }

    /** {@code PUT stores/{user} {"files":[…]}}: these and no others. */
    Reply replace(ControlCall call) {
        JsonNode texts = call.body().path("files");
        return inStore(call, (files, now) -> {
            List<StoredFile> wanted = new ArrayList<>();
            Set<String> paths = new HashSet<>();
            for (JsonNode text : texts) {
                StoredFile file = file(text, now);
                if (!paths.add(file.path())) {
                    throw new ControlException(400, "duplicate path '" + Excerpt.of(file.path(), 200) + "'");
                }
                wanted.add(file);
            }
            String user = call.path("user");
            requireRoom(call, wanted);
            files.list(user).forEach(file -> files.delete(user, file.path()));
            wanted.forEach(file -> files.put(user, file));
        });
    }

    /** {@code POST stores/{user} {"path":"isos/debian-12.iso"}}: one file more, or another in the place of one. */
    Reply put(ControlCall call) {
        JsonNode text = call.body();
        return inStore(call, (files, now) -> {
            StoredFile file = file(text, now);
            if (files.list(call.path("user")).size() >= MOST_FILES) {
                throw new ControlException(409, "too many files: at most " + MOST_FILES + " are allowed");
            }
            requireRoom(call, List.of(file));
            files.put(call.path("user"), file);
        });
    }

    /** {@code DELETE stores/{user}?path=isos/debian-12.iso}: one file less; without a path, all of them. */
    Reply delete(ControlCall call) {
        Optional<String> path = Optional.ofNullable(call.query().get("path"));
        if (path.filter(String::isEmpty).isPresent()) {
            throw new ControlException(400, "the parameter path is empty: leave it out to delete all files");
        }
        if (path.filter(text -> !FileStore.isPath(text)).isPresent()) {
            throw new ControlException(400, ALLOWED_PATH);
        }
        return inStore(call, (files, now) -> {
            String user = call.path("user");
            List<StoredFile> gone = files.list(user).stream()
                    .filter(file -> path.map(file.path()::equals).orElse(true))
                    .toList();
            if (gone.isEmpty() && path.isPresent()) {
                throw new ControlException(
                        404, "no file '" + Excerpt.of(path.get(), 200) + "' in the store of " + user);
            }
            gone.forEach(file -> files.delete(user, file.path()));
        });
    }

    private static StoredFile file(JsonNode text, Instant now) {
        String path = text.path("path").asText();
        if (!FileStore.isPath(path)) {
            throw new ControlException(400, ALLOWED_PATH);
        }
        return new StoredFile(
                path,
                modified(text.path("modified"), now),
                text.path("unreadable").asBoolean());
    }

    private static void requireRoom(ControlCall call, List<StoredFile> files) {
        long bytes = files.stream()
                .mapToLong(file -> FILE_BYTES + file.path().length())
                .sum();
        call.world().run(session -> session.requireRoom("a new file in a store", bytes));
    }

    private static Instant modified(JsonNode text, Instant now) {
        if (text.isMissingNode()) {
            return now;
        }
        try {
            return Dates.parse(text.asText());
        } catch (IllegalArgumentException e) {
            throw new ControlException(400, "modified: " + e.getMessage() + "; without it, now");
        }
    }

    /** Runs something in the store of the user in the path, and answers with the files that are in it then. */
    private static Reply inStore(ControlCall call, BiConsumer<FileStore, Instant> work) {
        String user = call.path("user");
        List<StoredFile> list = call.world()
                .with(session -> session.withFiles(user, files -> {
                    work.accept(files, session.now());
                    return files.list(user);
                }))
                .orElseThrow(() -> new ControlException(404, "no user '" + Excerpt.of(user) + "' has a file store"));
        // Outside of the world, which goes on meanwhile.
        return ControlJson.reply(
                200, Map.of("files", list.stream().map(FileJson::of).toList()));
    }

    private record FileJson(String path, String modified, boolean unreadable) {
        static FileJson of(StoredFile file) {
            return new FileJson(file.path(), file.modified().toString(), file.unreadable());
        }
    }
}
