@NullMarked
package dev.hostdouble.scenario;

import org.jspecify.annotations.NullMarked;
