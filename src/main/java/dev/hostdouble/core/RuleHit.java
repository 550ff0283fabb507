package dev.hostdouble.core;

/**
 * A fault rule that struck a call.
 *
 * @param rule {@code <scenario>/<rule>}
 * @param match which of the calls that matched it this was, from 1
 * @param seed where its chance comes from
 * @param draw what was drawn, 0 to below 1; the rule strikes below its probability
 */
public record RuleHit(String rule, long match, long seed, double draw) {}
