package dev.hostdouble.job;

/**
 * The provider's own refusal of a job it has accepted, such as an order over the limits.
 *
 * @param output what the failed job says
 * @param progress the progress at which it fails, 0 to 1
 */
public record JobFailure(String output, double progress) {}
