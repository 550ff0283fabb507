package dev.hostdouble.explore;

import dev.hostdouble.provider.ResourceList.Resource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Something that a provider has, as far as two runs can be compared by it.
 *
 * @param kind provider and kind, such as {@code hosterapi/vm}
 * @param isBusy whether a job works on it
 * @param facts texts by name, without times: those differ between runs
 */
record Thing(String kind, String id, boolean isBusy, Map<String, String> facts) {
    /** What a provider chooses for each new thing. */
    private static final Set<String> CHOSEN = Set.of("ip", "ips", "otherips", "mac", "number", "path");

    private static final Pattern GENERATED = Pattern.compile("[0-9a-fA-F-]{12,}|\\d{6,}");

    static Thing of(String kind, Resource resource) {
        Map<String, String> facts = new TreeMap<>();
        put(facts, "name", resource.name());
        put(facts, "state", resource.state());
        resource.details().forEach((name, value) -> {
            if (!isTime(name)) {
                put(facts, name, value);
            }
        });
        return new Thing(kind, resource.id(), resource.job() != null, facts);
    }

    private static void put(Map<String, String> facts, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            facts.put(name, value.toString());
        }
    }

    private static boolean isTime(String name) {
        return name.endsWith("At") || name.endsWith("Since") || name.equals("start") || name.equals("stop");
    }

    /**
     * A thing that a run made, as a text that is the same for the same thing of another run: without its id, and without what the
     * provider chose.
     *
     * @param made the kinds and ids of all that the run made, such as {@code vm 4004}; facts refer to things by such names
     * @param unsteady the names {@code kind.fact} of what differs between undisturbed runs
     */
    String asMade(Set<String> made, Set<String> unsteady) {
        StringBuilder text = new StringBuilder(kind);
        facts.forEach((name, value) -> {
            if (!CHOSEN.contains(name.toLowerCase(Locale.ROOT)) && !unsteady.contains(kind + "." + name)) {
                text.append(' ')
                        .append(name)
                        .append('=')
                        .append(made.contains(name + " " + value) ? "(new)" : steady(value));
            }
        });
        return text.toString();
    }

    /** All facts but those that the provider chose, as a text. */
    String own() {
        Map<String, String> own = new TreeMap<>(facts);
        own.keySet().removeIf(name -> CHOSEN.contains(name.toLowerCase(Locale.ROOT)));
        return own.toString();
    }

    /** Clients put the time or chance into names. */
    private static String steady(String value) {
        return GENERATED.matcher(value).replaceAll("#");
    }
}
