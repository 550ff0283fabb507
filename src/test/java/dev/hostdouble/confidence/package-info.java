/** What a user can validate: the claims of {@code docs/confidence.md}, and the tests that each of them has a ground. */
@NullMarked
package dev.hostdouble.confidence;

import org.jspecify.annotations.NullMarked;
