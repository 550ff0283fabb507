package dev.hostdouble.audit;

import dev.hostdouble.core.Delivered;
import dev.hostdouble.journal.JournalEntry;
import java.time.Duration;
import java.util.Optional;

/**
 * A call that is judged.
 *
 * @param delivered how the client got the reply; if empty, the reply counts as delivered the way it was to be sent
 * @param at the time since the session began, by the clock that the session has
 */
public record AuditedCall(JournalEntry entry, Optional<Delivered> delivered, Duration at) {}
