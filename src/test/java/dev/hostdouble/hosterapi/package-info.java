@NullMarked
package dev.hostdouble.hosterapi;

import org.jspecify.annotations.NullMarked;
