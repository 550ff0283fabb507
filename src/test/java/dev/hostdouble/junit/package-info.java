/** The JUnit extension: test classes that it runs, and what comes of them. */
@NullMarked
package dev.hostdouble.junit;

import org.jspecify.annotations.NullMarked;
