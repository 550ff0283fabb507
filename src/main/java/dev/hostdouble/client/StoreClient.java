package dev.hostdouble.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files in a VSS user's own store. Every method returns the files that are in it then. */
public final class StoreClient {
    private final String path;
    private final ControlConnection connection;

    StoreClient(String user, ControlConnection connection) {
        this.path = "/stores/" + ControlConnection.segment(user);
        this.connection = connection;
    }

    /**
     * A file.
     *
     * @param path where it lies in the user's folder, such as {@code isos/debian-12.iso}
     * @param modified when it was modified; if empty, now
     * @param unreadable whether a synchronization fails to read it
     */
    public record StoredFile(String path, Optional<Instant> modified, boolean unreadable) {
        /** A readable file, modified now. */
        public static StoredFile at(String path) {
            return new StoredFile(path, Optional.empty(), false);
        }

        static StoredFile of(Members json) {
            return new StoredFile(json.text("path"), Optional.of(json.time("modified")), json.flag("unreadable"));
        }

        Map<String, Object> body() {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("path", path);
            modified.ifPresent(time -> body.put("modified", time.toString()));
            body.put("unreadable", unreadable);
            return body;
        }
    }

    /** The files by path. */
    public List<StoredFile> list() {
        return files(connection.get(path));
    }

    /** Adds a file, or replaces the one of its path. */
    public List<StoredFile> put(StoredFile file) {
        return files(connection.send("POST", path, file.body()));
    }

    /** Adds a readable file, modified now. */
    public List<StoredFile> put(String file) {
        return put(StoredFile.at(file));
    }

    /** Replaces all files. */
    public List<StoredFile> replace(List<StoredFile> files) {
        List<Map<String, Object>> bodies = files.stream().map(StoredFile::body).toList();
        return files(connection.send("PUT", path, Map.of("files", bodies)));
    }

    /** Deletes a file. */
    public List<StoredFile> delete(String file) {
        return files(connection.json("DELETE", path + ControlConnection.query(Map.of("path", file)), ""));
    }

    /** Deletes all files. */
    public List<StoredFile> clear() {
        return files(connection.json("DELETE", path, ""));
    }

    private static List<StoredFile> files(Members json) {
        return json.list("files", StoredFile::of);
    }
}
