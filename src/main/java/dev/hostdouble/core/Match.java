package dev.hostdouble.core;

import java.util.Map;

/** Which route a request takes, and what the named segments of its path stand for. */
public record Match(Route route, Map<String, String> path) {}
