@NullMarked
package dev.hostdouble.cli;

import org.jspecify.annotations.NullMarked;
