/** The HTTP server; the only package that uses Jetty. */
@NullMarked
package dev.hostdouble.http;

import org.jspecify.annotations.NullMarked;
