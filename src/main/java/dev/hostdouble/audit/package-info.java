/** What the calls of a session show about the client that made them. */
@NullMarked
package dev.hostdouble.audit;

import org.jspecify.annotations.NullMarked;
