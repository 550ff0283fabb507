/** The interceptors around every operation. {@link dev.hostdouble.pipeline.Pipeline} has their order. */
@NullMarked
package dev.hostdouble.pipeline;

import org.jspecify.annotations.NullMarked;
