/** What a provider is: its operations, its dialect, its errors, and its instance in a world. */
@NullMarked
package dev.hostdouble.provider;

import org.jspecify.annotations.NullMarked;
