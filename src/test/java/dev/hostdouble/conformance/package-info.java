/** Counts how many variants of calls the operations answer as their rows say, and writes {@code docs/conformance.md}. */
@NullMarked
package dev.hostdouble.conformance;

import org.jspecify.annotations.NullMarked;
