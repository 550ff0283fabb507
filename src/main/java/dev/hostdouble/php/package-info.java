/** How PHP reads form data and writes JSON: shared by the providers that run on it. */
@NullMarked
package dev.hostdouble.php;

import org.jspecify.annotations.NullMarked;
