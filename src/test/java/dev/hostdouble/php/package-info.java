/** What PHP writes and reads, held against what PHP itself does. */
@NullMarked
package dev.hostdouble.php;

import org.jspecify.annotations.NullMarked;
