/** What all packages share. */
@NullMarked
package dev.hostdouble.core;

import org.jspecify.annotations.NullMarked;
