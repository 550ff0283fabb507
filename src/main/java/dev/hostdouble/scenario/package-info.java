/** Scenarios: lists of rules that match calls and apply effects to them. */
@NullMarked
package dev.hostdouble.scenario;

import org.jspecify.annotations.NullMarked;
