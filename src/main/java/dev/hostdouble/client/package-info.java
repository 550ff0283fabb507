/**
 * A client of the control API, for a server in this process, in a container or anywhere else. Start at
 * {@link dev.hostdouble.client.HostdoubleClient}.
 */
@NullMarked
package dev.hostdouble.client;

import org.jspecify.annotations.NullMarked;
