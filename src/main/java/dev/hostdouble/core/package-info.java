/**
 * The vocabulary every other package speaks: requests and replies, operations and their routes, errors and their
 * evidence, time and chance as data. JDK only; knows no HTTP server, no database, no provider.
 */
@NullMarked
package dev.hostdouble.core;

import org.jspecify.annotations.NullMarked;
