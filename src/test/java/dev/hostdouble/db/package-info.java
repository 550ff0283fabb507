/** The database of a world. */
@NullMarked
package dev.hostdouble.db;

import org.jspecify.annotations.NullMarked;
