/** Programs in other languages that use Hostdouble: the recipes of {@code docs/clients}, and the npm package. */
@NullMarked
package dev.hostdouble.clients;

import org.jspecify.annotations.NullMarked;
