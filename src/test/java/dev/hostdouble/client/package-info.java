/** The clients that tests call the emulator with, and everything they know about credentials and connections. */
@NullMarked
package dev.hostdouble.client;

import org.jspecify.annotations.NullMarked;
