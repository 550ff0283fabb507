/**
 * Tests with JUnit 5.10 or newer, or JUnit 6: a server for the whole run, and a world for each test. Start at
 * {@link dev.hostdouble.junit.HostdoubleTest}.
 */
@NullMarked
package dev.hostdouble.junit;

import org.jspecify.annotations.NullMarked;
