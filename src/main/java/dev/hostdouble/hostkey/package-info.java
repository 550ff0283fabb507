/**
 * HOSTKEY ({@code iso.php}, {@code vm.php} and companions): PHP modules with one form-encoded {@code action} each.
 * Sections follow the provider's pages: Iso, Vm; then Auth, Eq and EqCallback, which its clients cannot do without.
 * Everything but {@link dev.hostdouble.hostkey.HostkeyApi} stays inside.
 */
@NullMarked
package dev.hostdouble.hostkey;

import org.jspecify.annotations.NullMarked;
