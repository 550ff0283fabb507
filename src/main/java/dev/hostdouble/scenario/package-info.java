/** Failures on demand: rules about calls, and what they do to the calls they strike. */
@NullMarked
package dev.hostdouble.scenario;

import org.jspecify.annotations.NullMarked;
