/** What was asked of a world and what it answered, bounded. */
@NullMarked
package dev.hostdouble.journal;

import org.jspecify.annotations.NullMarked;
