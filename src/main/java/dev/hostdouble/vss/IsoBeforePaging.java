package dev.hostdouble.vss;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.ImageDao.Image;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** VSS 3.2.1, "List": {@code /v2/iso} before it had pages ({@code profile: before-paging}). */
final class IsoBeforePaging {
    private static final String SUFFIX = ".iso";
    private static final Pattern WILDCARDS = Pattern.compile("[%_*?]");
    private static final List<String> LATER = List.of("page", "per_page", "expand", "filter");

    private static final List<String> OWN = List.of("name", "sort");

    private final ImageDao images;
    private final ResponseEnvelope envelopes;
    private final VssState.ListOptions options;

    IsoBeforePaging(ImageDao images, ResponseEnvelope envelopes, VssState.ListOptions options) {
        this.images = images;
        this.envelopes = envelopes;
        this.options = options;
    }

    /** Names and paths of all images, or of those whose name has {@code ?name=} in it, in the order of {@code ?sort=}. */
    Reply list(Call call) {
        if (LATER.stream().anyMatch(name -> call.params().get(name).isPresent())) {
            call.restsOn(VssFact.OTHER_PARAMETERS);
        }
        Paging.noteRepeated(call, OWN);
        ListSource<Image> source = images.publicImages();
        long total = source.count(ListQuery.all());
        List<IsoJson> all = source.rows(ListQuery.all(), 0, (int) total, total).stream()
                .map(IsoJson::of)
                .toList();
        List<IsoJson> data = sorted(call, named(call, all));
        return envelopes
                .linked(call, Map.of("api", "/v2/", "self", ImageKind.ISO.publicPath()), data, Optional.empty())
                .withAnswer(PublicImageSection.OBJECTS);
    }

    /** The images whose name, as it is shown, contains a text. */
    private static List<IsoJson> named(Call call, List<IsoJson> all) {
        Optional<String> part = call.params().get("name").map(String::valueOf);
        if (part.isEmpty()) {
            return all;
        }
        if (part.get().isEmpty()) {
            call.restsOn(VssFact.EMPTY_NAME);
        }
        String folded = part.get().toLowerCase(Locale.ROOT);
        List<IsoJson> found = all.stream()
                .filter(image -> image.name().toLowerCase(Locale.ROOT).contains(folded))
                .toList();
        if (!found.stream().allMatch(image -> image.name().contains(part.get()))) {
            call.restsOn(VssFact.NAME_CASE);
        }
        boolean inSuffix = all.stream()
                .filter(image -> !found.contains(image))
                .anyMatch(image -> image.path().toLowerCase(Locale.ROOT).endsWith(folded));
        if (inSuffix || WILDCARDS.matcher(folded).find()) {
            call.restsOn(VssFact.NAME_PARTS);
        }
        if (found.isEmpty()) {
            call.restsOn(VssFact.EMPTY_WHOLE);
        }
        return found;
    }

    private List<IsoJson> sorted(Call call, List<IsoJson> found) {
        Optional<Object> by = call.params().get("sort");
        if (by.isEmpty()) {
            return found;
        }
        if (!by.get().equals("name") && !by.get().equals("path")) {
            call.restsOn(VssFact.OLD_SORT);
            return found;
        }
        call.restsOn(options.orderFact());
        TextOrder order = options.textOrder();
        boolean byName = by.get().equals("name");
        return found.stream()
                .sorted(Comparator.comparing(image -> order.key(byName ? image.name() : image.path())))
                .toList();
    }

    /** The name is without its suffix here. */
    private record IsoJson(String name, String path) {
        static IsoJson of(Image image) {
            String name = image.name();
            boolean suffixed = name.endsWith(SUFFIX);
            return new IsoJson(suffixed ? name.substring(0, name.length() - SUFFIX.length()) : name, image.path());
        }
    }
}
