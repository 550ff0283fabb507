@NullMarked
package dev.hostdouble.journal;

import org.jspecify.annotations.NullMarked;
