/** What real clients sent ({@code src/test/resources/captures}), replayed, and the page about it. */
@NullMarked
package dev.hostdouble.captures;

import org.jspecify.annotations.NullMarked;
