package dev.hostdouble.provider;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a provider's users leave files by other ways than its API, such as a storage account of their own. Tests put
 * files there instead.
 */
public interface FileStore {
    /** What {@link #isPath} allows, in words. */
    String ALLOWED_PATH =
            "1 to 1000 characters, none of them control characters or backslashes; folders and a file name"
                    + " separated by single slashes, none of them '.' or '..', no slash at the start or the end";

    /** Whether a text can be the path of a file in a store. */
    static boolean isPath(String path) {
        return path.length() <= 1000
                && path.codePoints().noneMatch(c -> Character.isISOControl(c) || c == '\\' || isUnpaired(c))
                && Stream.of(path.split("/", -1))
                        .noneMatch(name -> name.isBlank() || name.equals(".") || name.equals(".."));
    }

    /** Whether a code point is half of a character, which no encoding has. */
    private static boolean isUnpaired(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    /** Whether there is a user of that name. */
    boolean hasUser(String user);

    /** A user's files by path. */
    List<StoredFile> list(String user);

    /** Puts a file there, in the place of one of the same path. */
    void put(String user, StoredFile file);

    /** Takes a file away, if it is there. */
    void delete(String user, String path);

    /**
     * A file in a user's {@link FileStore}.
     *
     * @param path where it lies in the user's own folder, such as {@code isos/debian-12.iso}
     * @param unreadable whether the provider fails when it looks into it
     */
    public record StoredFile(String path, Instant modified, boolean unreadable) {}
}
