package dev.hostdouble.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the providers have in a world, such as servers, images, orders and callback keys.
 *
 * @param at the date of the world's clock
 */
public record Resources(Instant at, List<Kind> kinds) {
    /**
     * The resources of one kind, also if there are none.
     *
     * @param api the provider
     * @param kind what they are, such as {@code server}
     * @param total how many there are
     * @param items the latest of them
     */
    public record Kind(String api, String kind, long total, List<Resource> items) {
        static Kind of(Members json) {
            return new Kind(
                    json.text("api"), json.text("kind"), json.number("total"), json.list("items", Resource::of));
        }
    }

    /**
     * Something that a provider has in a world.
     *
     * @param id what the provider calls it
     * @param state such as {@code running}
     * @param job the id of the running job on it, or of the first of several
     * @param details a text, or JSON, by short name; without those that are null
     */
    public record Resource(
            String id,
            Optional<String> name,
            Optional<String> state,
            Optional<String> job,
            Map<String, String> details) {
        static Resource of(Members json) {
            return new Resource(
                    json.text("id"),
                    json.optionalText("name"),
                    json.optionalText("state"),
                    json.optionalText("job"),
                    json.object("details").values());
        }
    }

    static Resources of(Members json) {
        return new Resources(json.time("at"), json.list("resources", Kind::of));
    }
}
