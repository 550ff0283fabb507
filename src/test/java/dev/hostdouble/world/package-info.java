/** Worlds and their clocks. */
@NullMarked
package dev.hostdouble.world;

import org.jspecify.annotations.NullMarked;
