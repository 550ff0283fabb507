/** Worlds: everything a test can see, isolated from each other; the only place that reads the wall clock. */
@NullMarked
package dev.hostdouble.world;

import org.jspecify.annotations.NullMarked;
