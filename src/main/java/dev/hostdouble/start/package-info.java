/** Start states and scenario files as they are read from disk or from the jar. */
@NullMarked
package dev.hostdouble.start;

import org.jspecify.annotations.NullMarked;
