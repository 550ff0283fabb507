/** The file of {@code GET replay}: how it is written and read, and how its credentials are replaced. */
@NullMarked
package dev.hostdouble.recording;

import org.jspecify.annotations.NullMarked;
