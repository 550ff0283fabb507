package dev.hostdouble.audit;

import java.util.List;
import java.util.Optional;

/**
 * The calls that are judged together.
 *
 * @param calls in the order in which they were made
 * @param forgotten how many earlier calls are not among them
 * @param untimed why the times of the calls do not say how fast the client was, as a clause; empty if they do
 */
public record AuditedSession(List<AuditedCall> calls, long forgotten, Optional<String> untimed) {}
