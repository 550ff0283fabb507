@NullMarked
package dev.hostdouble.replay;

import org.jspecify.annotations.NullMarked;
