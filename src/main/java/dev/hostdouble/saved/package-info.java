/** Worlds as JSON, for {@code GET state}, {@code PUT state} and the file of {@code --state}. */
@NullMarked
package dev.hostdouble.saved;

import org.jspecify.annotations.NullMarked;
