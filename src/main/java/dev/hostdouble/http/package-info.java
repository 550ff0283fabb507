/** The HTTP server: the only place that knows Javalin and Jetty. */
@NullMarked
package dev.hostdouble.http;

import org.jspecify.annotations.NullMarked;
