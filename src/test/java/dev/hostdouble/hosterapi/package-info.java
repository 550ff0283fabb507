/** HosterAPI as its clients see it: stories told over HTTP, each in a world of its own. */
@NullMarked
package dev.hostdouble.hosterapi;

import org.jspecify.annotations.NullMarked;
