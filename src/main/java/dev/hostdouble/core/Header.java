package dev.hostdouble.core;

/** One header field as it stands on the wire. */
public record Header(String name, String value) {}
