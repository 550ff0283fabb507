package dev.hostdouble.journal;

import dev.hostdouble.core.Bytes;
import java.time.Instant;

/**
 * Something a test did to the world by the control API, between two calls.
 *
 * @param after the number of the call before it, 0 before the first
 * @param path behind the base of the control API, with its query
 */
public record ControlAction(long after, Instant at, String method, String path, Bytes body) {}
