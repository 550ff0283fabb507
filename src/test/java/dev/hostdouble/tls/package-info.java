/** Worlds and their clocks. */
@NullMarked
package dev.hostdouble.tls;

import org.jspecify.annotations.NullMarked;
