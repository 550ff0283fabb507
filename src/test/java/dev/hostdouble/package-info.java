/** Tests, mirroring main. */
@NullMarked
package dev.hostdouble;

import org.jspecify.annotations.NullMarked;
