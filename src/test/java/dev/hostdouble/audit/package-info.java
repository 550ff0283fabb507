/** What the audit says of clients that do the wrong thing, and that it says nothing of careful ones. */
@NullMarked
package dev.hostdouble.audit;

import org.jspecify.annotations.NullMarked;
