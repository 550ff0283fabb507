package dev.hostdouble.vss;

import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Operation.Handler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What OPTIONS says: the methods allowed, what they are for, and their parameters. That it says so stands on the page; in
 * which form does not (assumed).
 */
final class Description {
    /** The parameters of a list. */
    private static final List<Parameter> PAGED = List.of(
            new Parameter("from 1", "page"),
            new Parameter("10 unless another is asked for, 250 at most", "per_page"),
            new Parameter("1 shows objects in the place of URLs", "expand"),
            new Parameter("<field>,<eq|ne|lt|le|gt|ge|like|in>,<value>; several are joined with a semicolon", "filter"),
            new Parameter("<field>,<asc|desc>; several are joined with a semicolon", "sort"));

    /** Those of the list before it had pages. */
    private static final List<Parameter> BEFORE_PAGING =
            List.of(new Parameter("part of the name", "name"), new Parameter("name or path", "sort"));

    private static final Method SELF = new Method("This description", List.of());

    private Description() {}

    /** Describes {@code /v2/iso}. */
    static Handler iso(VssState.Profile profile) {
        List<Parameter> parameters = profile == VssState.Profile.CURRENT ? PAGED : BEFORE_PAGING;
        return described(Map.of("GET", new Method("List public ISO images", parameters), "OPTIONS", SELF));
    }

    /** Describes {@code /v2/user/image/iso}. */
    static Handler userIso() {
        return described(Map.of(
                "GET", new Method("List personal ISO images", PAGED),
                "OPTIONS", SELF,
                "PATCH", new Method("Synchronize personal ISO images with the user's store", List.of())));
    }

    private static Handler described(Map<String, Method> methods) {
        Set<String> allowed = new TreeSet<>(methods.keySet());
        allowed.add("HEAD");
        Reply reply = of(allowed, methods).with(Headers.of("Allow", String.join(", ", allowed)));
        return call -> reply;
    }

    /** The description of a path with those methods, as far as they are described. */
    static Reply of(Set<String> allowed, Map<String, Method> methods) {
        Map<String, Method> known = new LinkedHashMap<>();
        allowed.stream().filter(methods::containsKey).forEach(name -> known.put(name, methods.get(name)));
        return Reply.of(200, VssJson.encode(new Body(new Data(List.copyOf(allowed), known))));
    }

    private record Body(Data data) {}

    private record Data(List<String> allow, Map<String, Method> methods) {}

    /** One method. */
    record Method(String description, List<Parameter> parameters) {}

    /** One of its parameters. */
    record Parameter(String description, String name) {}
}
