package dev.hostdouble.vss;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.ImageDao.Image;
import dev.hostdouble.vss.ListQuery.SortKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** VSS 3.2.1, "List": {@code /v2/iso} before it had pages ({@code profile: before-paging}). */
final class IsoBeforePaging {
    private static final String SUFFIX = ".iso";

    private final ImageDao images;
    private final ResponseEnvelope envelopes;

    IsoBeforePaging(ImageDao images, ResponseEnvelope envelopes) {
        this.images = images;
        this.envelopes = envelopes;
    }

    /** Names and paths of all images, or of those whose name has {@code ?name=} in it, in the order of {@code ?sort=}. */
    Reply list(Call call) {
        ListSource<Image> listing = images.publicImages();
        Optional<Object> sort = call.params().get("sort");
        Optional<SortKey> key = sort.flatMap(by -> sorted(listing, by));
        ListQuery view = new ListQuery(
                call.params().get("name").map(part -> named(listing, part)).stream()
                        .toList(),
                key.stream().toList(),
                sort.isPresent() && key.isEmpty());
        long total = listing.count(view);
        List<IsoJson> data = listing.rows(view, 0, (int) total, total).stream()
                .map(IsoJson::of)
                .toList();
        return envelopes
                .linked(call, Map.of("api", "/v2/", "self", IsoSection.PATH), data, Optional.empty())
                .withAnswer(IsoSection.OBJECTS)
                .with(view.assumed() ? Evidence.ASSUMED : Evidence.DOCUMENTED);
    }

    private static FilterCondition named(ListSource<Image> listing, Object part) {
        String pattern = "%" + ListField.fold(String.valueOf(part)) + "%";
        return new FilterCondition(field(listing, "name").orElseThrow(), FilterOperator.LIKE, List.of(pattern));
    }

    private static Optional<SortKey> sorted(ListSource<Image> listing, Object by) {
        return field(listing, String.valueOf(by))
                .filter(field -> field.name().equals("name") || field.name().equals("path"))
                .map(field -> new SortKey(field, false));
    }

    private static Optional<ListField> field(ListSource<Image> listing, String name) {
        return listing.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst();
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
