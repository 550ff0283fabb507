/** Golden exchanges: what each provider answers, byte for byte, and the tests that nothing is missing from them. */
@NullMarked
package dev.hostdouble.wire;

import org.jspecify.annotations.NullMarked;
