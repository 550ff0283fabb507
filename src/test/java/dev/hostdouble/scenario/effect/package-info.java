/** Tests of single effects. */
@NullMarked
package dev.hostdouble.scenario.effect;

import org.jspecify.annotations.NullMarked;
