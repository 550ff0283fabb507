/** What the marks of answers claim is true: of every answer of all tests, and of a table of single calls. */
@NullMarked
package dev.hostdouble.evidence;

import org.jspecify.annotations.NullMarked;
