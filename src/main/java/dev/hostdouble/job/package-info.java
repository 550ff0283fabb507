/** Asynchronous jobs: rows whose state is a pure function of the clock, settled when something next asks. */
@NullMarked
package dev.hostdouble.job;

import org.jspecify.annotations.NullMarked;
