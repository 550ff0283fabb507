package dev.hostdouble;

import dev.hostdouble.hosterapi.HosterApi;
import dev.hostdouble.hostkey.HostkeyApi;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.vss.VssApi;
import java.util.List;

/** The providers this server stands in for: the one list, which everything else walks. */
public final class Providers {
    /** All providers, in the order in which they are named. */
    public static final List<Provider> ALL = List.of(HostkeyApi.PROVIDER, HosterApi.PROVIDER, VssApi.PROVIDER);

    /** The provider in whose form a request is refused that broke off before its path was known. */
    static final Provider OF_UNKNOWN_PATHS = HosterApi.PROVIDER;

    private Providers() {}
}
