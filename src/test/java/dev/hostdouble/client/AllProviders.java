package dev.hostdouble.client;

import dev.hostdouble.Hostdouble;

/** A client of each provider, all in one world. */
public final class AllProviders extends ProviderClient {
    private final HosterapiClient hosterapi;
    private final HostkeyClient hostkey;
    private final VssClient vss;

    public AllProviders(Hostdouble emulator, String world) {
        super(emulator, world);
        hosterapi = new HosterapiClient(emulator, world);
        hostkey = new HostkeyClient(emulator, world);
        vss = new VssClient(emulator, world);
    }

    public HosterapiClient hosterapi() {
        return hosterapi;
    }

    public HostkeyClient hostkey() {
        return hostkey;
    }

    public VssClient vss() {
        return vss;
    }

    @Override
    public void timeout(int millis) {
        super.timeout(millis);
        hosterapi.timeout(millis);
        hostkey.timeout(millis);
        vss.timeout(millis);
    }
}
