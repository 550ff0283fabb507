@NullMarked
package dev.hostdouble.http;

import org.jspecify.annotations.NullMarked;
