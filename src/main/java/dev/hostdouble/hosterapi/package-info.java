/**
 * HosterAPI ({@code /api/v1}): REST with asynchronous jobs, on Laravel. Sections follow the provider's manual:
 * Dedicated, Jobs, Server, Software. Everything but {@link dev.hostdouble.hosterapi.HosterApi} stays inside.
 */
@NullMarked
package dev.hostdouble.hosterapi;

import org.jspecify.annotations.NullMarked;
