/**
 * The types that all other packages share: requests and replies, errors and their evidence, durations and random values.
 * Depends on the JDK alone.
 */
@NullMarked
package dev.hostdouble.core;

import org.jspecify.annotations.NullMarked;
