/** Tests against a container, with Testcontainers. Start at {@link dev.hostdouble.testcontainers.HostdoubleContainer}. */
@NullMarked
package dev.hostdouble.testcontainers;

import org.jspecify.annotations.NullMarked;
