package dev.hostdouble.core;

/**
 * A scenario rule that applied to a call.
 *
 * @param rule the names {@code <scenario>/<rule>}
 * @param match the number of this call among the calls that matched the rule, from 1
 * @param seed the seed of the rule's random values
 * @param draw the random value from 0 (inclusive) to 1 (exclusive); the rule applies if it is below its probability
 */
public record RuleHit(String rule, long match, long seed, double draw) {}
