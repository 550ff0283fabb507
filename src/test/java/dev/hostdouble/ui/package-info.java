/** The console in a real browser. */
@NullMarked
package dev.hostdouble.ui;

import org.jspecify.annotations.NullMarked;
