@NullMarked
package dev.hostdouble.saved;

import org.jspecify.annotations.NullMarked;
