/** Several servers behind a balancer, with real programs. */
@NullMarked
package dev.hostdouble.fleet;

import org.jspecify.annotations.NullMarked;
