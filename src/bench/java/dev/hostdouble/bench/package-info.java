/** What Hostdouble costs, measured from outside: {@code src/bench/run}. */
@NullMarked
package dev.hostdouble.bench;

import org.jspecify.annotations.NullMarked;
