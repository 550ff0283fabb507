/** The command line: one class per command, flags from arguments, environment and properties file. */
@NullMarked
package dev.hostdouble.cli;

import org.jspecify.annotations.NullMarked;
