package dev.hostdouble.job;

/**
 * The kind of job an operation starts.
 *
 * @param provider the name of the provider
 * @param operation the id of the operation that starts it, such as {@code hosterapi/server.create}
 * @param action the name of that operation within its section, such as {@code create}
 * @param ticketed whether a client holds a number or key of it
 * @param slot a name for jobs on one resource that belong together, such as power signals; the empty string for none
 * @param timeline how it runs unless the start state says otherwise
 */
public record JobType(
        String provider, String operation, String action, boolean ticketed, String slot, Timeline timeline) {}
