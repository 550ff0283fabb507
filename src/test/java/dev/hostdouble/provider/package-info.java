/** What all providers share. */
@NullMarked
package dev.hostdouble.provider;

import org.jspecify.annotations.NullMarked;
