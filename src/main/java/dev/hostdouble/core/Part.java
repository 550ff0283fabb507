package dev.hostdouble.core;

/**
 * One part of a multipart body.
 *
 * @param file whether the part carries a file name, so that it is an upload and no form field
 */
public record Part(String name, boolean file, Bytes content) {}
