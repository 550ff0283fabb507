package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hostdouble.core.Glob;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.ResourceList.Resource;
import dev.hostdouble.world.WorldResources;
import dev.hostdouble.world.WorldResources.Kind;
import dev.hostdouble.world.WorldResources.Listed;
import dev.hostdouble.yaml.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the providers have in a world: servers, images, orders and whatever else people look for. */
final class ResourceControl {
    private static final String KIND = "kind";
    private static final QueryParam LIMIT = QueryParam.number("limit", "At most this many of each kind.", 10_000, 100);

    private final List<Provider> providers;

    ResourceControl(List<Provider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** The parameters of the list. */
    List<QueryParam> parameters() {
        return List.of(
                QueryParam.optionalWord(
                        "api",
                        "Resources of this provider.",
                        providers.stream().map(Provider::name).toList()),
                QueryParam.text(KIND, "Resources of this kind, such as `server`; it may contain `*`."),
                LIMIT);
    }

    /** {@code GET resources?api=&kind=&limit=}: all kinds, also those of which there is nothing; the latest of each. */
    Reply list(ControlCall call) {
        List<Kind> kinds = kinds(call.query());
        int limit = LIMIT.numberOf(call.query());
        WorldResources found = call.world().with(session -> WorldResources.of(session, kinds, limit));
        return ControlJson.streamed(
                new ResourcesJson(found.at().toString(), List.of()),
                found.kinds().stream().map(KindJson::of).toList());
    }

    private List<Kind> kinds(Map<String, String> query) {
        Optional<String> api = Optional.ofNullable(query.get("api"));
        List<Kind> all = providers.stream()
                .filter(provider ->
                        api.filter(name -> !name.equals(provider.name())).isEmpty())
                .flatMap(provider -> provider.resources().stream().map(name -> new Kind(provider.name(), name)))
                .toList();
        String pattern = query.getOrDefault(KIND, "*");
        Glob glob = Glob.of(pattern);
        List<Kind> asked =
                all.stream().filter(kind -> glob.matches(kind.name())).toList();
        if (asked.isEmpty()) {
            throw new ControlException(
                    400,
                    NearestName.unknown(
                            KIND,
                            pattern,
                            api.map(name -> " of " + name).orElse(""),
                            all.stream().map(Kind::name).distinct().toList()));
        }
        return asked;
    }

    private record ResourcesJson(String at, List<KindJson> resources) {}

    private record KindJson(String api, String kind, long total, List<ItemJson> items) {
        static KindJson of(Listed listed) {
            return new KindJson(
                    listed.kind().provider(),
                    listed.kind().name(),
                    listed.resources().total(),
                    listed.resources().items().stream().map(ItemJson::of).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record ItemJson(
            String id,
            @Nullable String name,
            @Nullable String state,
            @Nullable String job,
            Map<String, Object> details) {
        static ItemJson of(Resource resource) {
            return new ItemJson(resource.id(), resource.name(), resource.state(), resource.job(), resource.details());
        }
    }
}
