/** Builds the image with Podman, from base images made of this machine's own programs, and calls it from outside. */
@NullMarked
package dev.hostdouble.container;

import org.jspecify.annotations.NullMarked;
