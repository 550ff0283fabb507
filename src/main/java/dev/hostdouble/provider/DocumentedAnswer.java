package dev.hostdouble.provider;

import dev.hostdouble.core.Evidence;

/**
 * One answer an operation can give.
 *
 * @param name {@code ok}, a name for one of several successes, or the name of an error
 * @param text the error's template, or the empty string for a success
 * @param note the source of an answer that is not documented
 */
public record DocumentedAnswer(String name, int status, String text, Evidence evidence, String note) {}
