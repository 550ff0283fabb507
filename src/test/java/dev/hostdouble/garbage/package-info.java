/** Requests that are mostly nonsense, thrown at every operation. */
@NullMarked
package dev.hostdouble.garbage;

import org.jspecify.annotations.NullMarked;
