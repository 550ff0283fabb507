@NullMarked
package dev.hostdouble.yaml;

import org.jspecify.annotations.NullMarked;
