/** The effects of scenario rules: one file for each kind, with its reader and its part of the schema. */
@NullMarked
package dev.hostdouble.scenario.effect;

import org.jspecify.annotations.NullMarked;
