/** Form data and JSON in PHP's formats, for the providers that run on PHP. */
@NullMarked
package dev.hostdouble.php;

import org.jspecify.annotations.NullMarked;
