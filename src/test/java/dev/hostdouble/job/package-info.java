/** Jobs on a real database: their laws as properties. */
@NullMarked
package dev.hostdouble.job;

import org.jspecify.annotations.NullMarked;
