@NullMarked
package dev.hostdouble.recording;

import org.jspecify.annotations.NullMarked;
