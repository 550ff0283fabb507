/** The journal of a world: recent calls with their replies, and the control actions between them. */
@NullMarked
package dev.hostdouble.journal;

import org.jspecify.annotations.NullMarked;
