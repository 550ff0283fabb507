package dev.hostdouble.scenario;

/**
 * One rule: the calls of that operation meet that effect.
 *
 * @param name what the journal calls it
 * @param operation the operation id
 */
public record Rule(String name, String operation, Effect effect) {}
