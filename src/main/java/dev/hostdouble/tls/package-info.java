/** The certificates of the HTTPS port: made at the start, or read from files. */
@NullMarked
package dev.hostdouble.tls;

import org.jspecify.annotations.NullMarked;
