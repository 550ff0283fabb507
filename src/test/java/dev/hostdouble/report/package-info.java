@NullMarked
package dev.hostdouble.report;

import org.jspecify.annotations.NullMarked;
