package dev.hostdouble.journal;

import dev.hostdouble.core.Bytes;
import java.time.Instant;

/**
 * A request to the control API that changed the world.
 *
 * @param after the number of the last call before it, or 0
 * @param at the world's time
 * @param path the path after the prefix of the control API, with the query
 */
public record ControlAction(long after, Instant at, String method, String path, Bytes body) {}
