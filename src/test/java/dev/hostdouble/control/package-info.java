@NullMarked
package dev.hostdouble.control;

import org.jspecify.annotations.NullMarked;
