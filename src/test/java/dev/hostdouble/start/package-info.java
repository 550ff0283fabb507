@NullMarked
package dev.hostdouble.start;

import org.jspecify.annotations.NullMarked;
