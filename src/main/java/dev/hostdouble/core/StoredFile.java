package dev.hostdouble.core;

import java.time.Instant;

/**
 * A file in a user's {@link FileStore}.
 *
 * @param path where it lies in the user's own folder, such as {@code isos/debian-12.iso}
 * @param unreadable whether the provider fails when it looks into it
 */
public record StoredFile(String path, Instant modified, boolean unreadable) {}
