/** The container for Testcontainers: what it tells an engine, and how it works with one. */
@NullMarked
package dev.hostdouble.testcontainers;

import org.jspecify.annotations.NullMarked;
