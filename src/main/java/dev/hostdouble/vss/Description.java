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
 * Builds the replies to OPTIONS: the allowed methods, their purposes and parameters. The page documents this content
 * but not its format (assumed).
 */
final class Description {
    /** The parameters of a paged list. */
    private static final List<Parameter> PAGED = List.of(
            new Parameter("from 1", "page"),
            new Parameter("10 unless another is asked for, 250 at most", "per_page"),
            new Parameter("1 shows objects in the place of URLs", "expand"),
            new Parameter("<field>,<eq|ne|lt|le|gt|ge|like|in>,<value>; several are joined with a semicolon", "filter"),
            new Parameter("<field>,<asc|desc>; several are joined with a semicolon", "sort"));

    /** The parameters of the personal list, which shows objects always. */
    private static final List<Parameter> PERSONAL_PAGES =
            PAGED.stream().filter(one -> !one.name().equals("expand")).toList();

    /** The parameters of the personal list without pages. */
    private static final List<Parameter> PERSONAL = PAGED.stream()
            .filter(one -> one.name().equals("filter") || one.name().equals("sort"))
            .toList();

    /** The parameters of the list before paging was introduced. */
    private static final List<Parameter> BEFORE_PAGING =
            List.of(new Parameter("part of the name", "name"), new Parameter("name or path", "sort"));

    private static final Method SELF = new Method("This description", List.of());

    private Description() {}

    /** Describes {@code /v2/iso}. */
    static Handler iso(VssState.Profile profile) {
        List<Parameter> parameters = profile == VssState.Profile.CURRENT ? PAGED : BEFORE_PAGING;
        return describe(Map.of("GET", new Method("List public ISO images", parameters), "OPTIONS", SELF));
    }

    /**
     * Describes {@code /v2/user/image/iso}.
     *
     * @param hasPages whether the list has pages
     */
    static Handler userIso(boolean hasPages) {
        return describe(Map.of(
                "GET", new Method("List personal ISO images", hasPages ? PERSONAL_PAGES : PERSONAL),
                "OPTIONS", SELF,
                "PATCH", new Method("Synchronize personal ISO images with the user's store", List.of())));
    }

    private static Handler describe(Map<String, Method> methods) {
        Set<String> allowed = new TreeSet<>(methods.keySet());
        allowed.add("HEAD");
        Reply reply = of(allowed, methods).with(Headers.of("Allow", String.join(", ", allowed)));
        return call -> reply;
    }

    /** Describes a path with the given methods; methods without a description are only listed as allowed. */
    static Reply of(Set<String> allowed, Map<String, Method> methods) {
        Map<String, Method> known = new LinkedHashMap<>();
        allowed.stream().filter(methods::containsKey).forEach(name -> known.put(name, methods.get(name)));
        return Reply.of(200, VssJson.encode(new Body(new Data(List.copyOf(allowed), known))));
    }

    private record Body(Data data) {}

    private record Data(List<String> allow, Map<String, Method> methods) {}

    /** The description of one method. */
    record Method(String description, List<Parameter> parameters) {}

    /** The description of one parameter. */
    record Parameter(String description, String name) {}
}
