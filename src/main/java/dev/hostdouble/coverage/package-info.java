/** Which documented answers clients met, which not, and what brings those about. */
@NullMarked
package dev.hostdouble.coverage;

import org.jspecify.annotations.NullMarked;
