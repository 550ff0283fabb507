/** The figures of the server in the formats of Prometheus. */
@NullMarked
package dev.hostdouble.metrics;

import org.jspecify.annotations.NullMarked;
