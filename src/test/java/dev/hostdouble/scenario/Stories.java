package dev.hostdouble.scenario;

import dev.hostdouble.client.AllProviders;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The story of each shipped scenario, by its name. */
final class Stories {
    /** What the story of a scenario needs in place of a default that would make the test wait for seconds. */
    static final Map<String, String> ARGUMENTS = Map.of(
            "any/latency-spikes", "{\"parameters\":{\"delay\":\"" + AnyConnectionStories.SPIKE_MILLIS + "ms\"}}");

    private Stories() {}

    static Map<String, Story<AllProviders>> all() {
        Map<String, Story<AllProviders>> all = new TreeMap<>();
        add(all, AnyReplyStories.ALL, AllProviders::hosterapi);
        add(all, AnyConnectionStories.ALL, AllProviders::hosterapi);
        all.putAll(ThreeProviderStories.ALL);
        all.putAll(TlsStories.ALL);
        add(all, HosterapiOrderStories.ALL, AllProviders::hosterapi);
        add(all, HosterapiServerStories.ALL, AllProviders::hosterapi);
        add(all, HostkeyStories.ALL, AllProviders::hostkey);
        add(all, HostkeyTaskStories.ALL, AllProviders::hostkey);
        add(all, HostkeyOrderStories.ALL, AllProviders::hostkey);
        add(all, VssStories.ALL, AllProviders::vss);
        add(all, VssPagingStories.ALL, AllProviders::vss);
        return all;
    }

    private static <C> void add(
            Map<String, Story<AllProviders>> all, Map<String, Story<C>> some, Function<AllProviders, C> client) {
        some.forEach((name, story) -> all.put(name, clients -> story.happens(client.apply(clients))));
    }
}
