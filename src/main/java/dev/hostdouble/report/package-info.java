/** Reports: one file that people read, with a replay and a state inside that Hostdouble reads. */
@NullMarked
package dev.hostdouble.report;

import org.jspecify.annotations.NullMarked;
