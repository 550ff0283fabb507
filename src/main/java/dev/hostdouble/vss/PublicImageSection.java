package dev.hostdouble.vss;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.ImageDao.Image;
import dev.hostdouble.vss.Paging.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** VSS, "Public ISO images", {@code /v2/iso}, and the public lists of other kinds, which clients read like it. */
final class PublicImageSection {
    /** The two answers the page documents. */
    static final String URLS = "urls";

    static final String OBJECTS = "objects";

    private final String path;
    private final Supplier<ListSource<Image>> images;
    private final LongFunction<Optional<Image>> byId;
    private final Paging paging;
    private final ResponseEnvelope envelopes;
    private final Urls urls;

    /**
     * The section of one kind.
     *
     * @param images all images
     * @param byId finds one of them
     */
    PublicImageSection(
            ImageKind kind,
            Supplier<ListSource<Image>> images,
            LongFunction<Optional<Image>> byId,
            Paging paging,
            ResponseEnvelope envelopes,
            Urls urls) {
        this.path = kind.publicPath();
        this.images = images;
        this.byId = byId;
        this.paging = paging;
        this.envelopes = envelopes;
        this.urls = urls;
    }

    /** List public images: as URLs, or as objects with {@code expand=1}. */
    Reply list(Call call) {
        boolean expanded = Paging.isExpanded(call);
        Page<Image> page = paging.page(call, path, images.get());
        String each = urls.of(call, path + "/");
        List<?> data = expanded ? page.rows().stream().map(ImageJson::of).toList() : urls(each, page.rows());
        return envelopes.page(call, path, data, page.links()).withAnswer(expanded ? OBJECTS : URLS);
    }

    private static List<String> urls(String start, List<Image> images) {
        List<String> urls = new ArrayList<>(images.size());
        for (Image image : images) {
            urls.add(start + image.id());
        }
        return urls;
    }

    /** One image; the list hands its URL out. The shape was observed on other resources. */
    Reply get(Call call) {
        Image image = Ids.find(call, byId);
        return envelopes.item(call, path + "/" + image.id(), ImageJson.of(image));
    }

    /** The state of an image that scenarios can test. */
    static final List<String> STATE = List.of("image.id", "image.name", "image.data_store");

    Map<String, Object> state(String id) {
        return Ids.read(id)
                .flatMap(byId::apply)
                .<Map<String, Object>>map(image -> Map.of(
                        "image.id", image.id(), "image.name", image.name(), "image.data_store", image.dataStore()))
                .orElse(Map.of());
    }
}
