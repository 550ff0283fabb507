@NullMarked
package dev.hostdouble.hostkey;

import org.jspecify.annotations.NullMarked;
