package dev.hostdouble.core;

/**
 * A scenario rule that applied to a call.
 *
 * @param rule {@code <scenario>/<rule>}
 * @param match the number of the call among those that matched it, from 1
 * @param seed the seed of its random values
 * @param draw the random value, 0 to below 1; the rule applies below its probability
 */
public record RuleHit(String rule, long match, long seed, double draw) {}
