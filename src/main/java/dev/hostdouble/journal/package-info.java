/** The calls of a world and their replies, and the control actions between them; bounded. */
@NullMarked
package dev.hostdouble.journal;

import org.jspecify.annotations.NullMarked;
