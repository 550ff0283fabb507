package dev.hostdouble.core;

/**
 * One answer an operation can give.
 *
 * @param name {@code ok}, a name for one of several successes, or the name of an error
 * @param text the error's template, or the empty string for a success
 * @param note for an answer that is not documented: what it rests on
 */
public record Answer(String name, int status, String text, Evidence evidence, String note) {}
