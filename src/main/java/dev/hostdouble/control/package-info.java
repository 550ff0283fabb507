/** The control API under {@code /_emulator}: how a test steers a world and looks into it. */
@NullMarked
package dev.hostdouble.control;

import org.jspecify.annotations.NullMarked;
