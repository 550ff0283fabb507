/** The OpenAPI documents of the providers: written from the rows of their operations, and compared with every reply. */
@NullMarked
package dev.hostdouble.openapi;

import org.jspecify.annotations.NullMarked;
