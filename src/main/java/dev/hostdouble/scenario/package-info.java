/** Scenarios: rules that match calls, and the effects they have on them. */
@NullMarked
package dev.hostdouble.scenario;

import org.jspecify.annotations.NullMarked;
