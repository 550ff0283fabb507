package dev.hostdouble.hostkey;

import java.util.Objects;

/**
 * How many servers, keys and zones an account, tags and additional addresses a server, and records a zone can have (assumed).
 * Orders under way count as servers.
 */
record ResourceLimits(
        Integer servers,
        Integer tags,
        Integer addresses,
        Integer sshKeys,
        Integer apiKeys,
        Integer zones,
        Integer records) {
    private static final int USUAL = 100;
    private static final int RECORDS = 1_000;
    private static final int SERVERS = 1_000;

    ResourceLimits {
        servers = Objects.requireNonNullElse(servers, SERVERS);
        tags = Objects.requireNonNullElse(tags, USUAL);
        addresses = Objects.requireNonNullElse(addresses, USUAL);
        sshKeys = Objects.requireNonNullElse(sshKeys, USUAL);
        apiKeys = Objects.requireNonNullElse(apiKeys, USUAL);
        zones = Objects.requireNonNullElse(zones, USUAL);
        records = Objects.requireNonNullElse(records, RECORDS);
    }

    /** The limits of a start state that says none. */
    static ResourceLimits usual() {
        return new ResourceLimits(SERVERS, USUAL, USUAL, USUAL, USUAL, USUAL, RECORDS);
    }

    /**
     * Checks that there may be one more.
     *
     * @param things what they are called in the error
     */
    static void requireRoom(long known, int limit, String things) {
        if (known >= limit) {
            throw HostkeyError.LIMIT_REACHED.with("things", things);
        }
    }
}
