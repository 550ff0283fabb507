/** Hostdouble: the program, its settings, and the root that puts everything together. */
@NullMarked
package dev.hostdouble;

import org.jspecify.annotations.NullMarked;
