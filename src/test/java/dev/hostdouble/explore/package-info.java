@NullMarked
package dev.hostdouble.explore;

import org.jspecify.annotations.NullMarked;
