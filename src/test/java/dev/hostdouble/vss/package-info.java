/** Stories about VSS, and its lists against plain Java. */
@NullMarked
package dev.hostdouble.vss;

import org.jspecify.annotations.NullMarked;
