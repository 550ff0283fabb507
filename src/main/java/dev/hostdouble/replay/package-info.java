/** Plays recordings: for the command {@code replay}, and for {@code PUT replay}. */
@NullMarked
package dev.hostdouble.replay;

import org.jspecify.annotations.NullMarked;
