@NullMarked
package dev.hostdouble.coverage;

import org.jspecify.annotations.NullMarked;
