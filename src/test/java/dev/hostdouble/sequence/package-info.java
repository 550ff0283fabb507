/** Random sequences of calls, moves of the clock and job faults, checked against a small model of each provider. */
@NullMarked
package dev.hostdouble.sequence;

import org.jspecify.annotations.NullMarked;
