package dev.hostdouble.job;

/**
 * What a rule of a scenario does to a job that starts.
 *
 * @param rule the names {@code <scenario>/<rule>}
 */
public record RuleFault(String rule, JobFault fault) {}
