package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.ImageDao.Image;
import dev.hostdouble.vss.Paging.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** VSS, "Public ISO images": {@code /v2/iso}. */
final class IsoSection {
    static final String PATH = "/v2/iso";

    /** The two answers the page documents. */
    static final String URLS = "urls";

    static final String OBJECTS = "objects";

    private final ImageDao images;
    private final Paging paging;
    private final ResponseEnvelope envelopes;
    private final Urls urls;

    IsoSection(ImageDao images, Paging paging, ResponseEnvelope envelopes, Urls urls) {
        this.images = images;
        this.paging = paging;
        this.envelopes = envelopes;
        this.urls = urls;
    }

    /** List public ISOs: as URLs, or as objects with {@code expand=1}. */
    Reply list(Call call) {
        boolean expanded = Paging.isExpanded(call);
        Page<Image> page = paging.page(call, PATH, images.publicImages());
        String each = urls.of(call, PATH + "/");
        List<?> data = expanded ? page.rows().stream().map(IsoJson::of).toList() : urls(each, page.rows());
        return envelopes.page(call, PATH, data, page.links()).withAnswer(expanded ? OBJECTS : URLS);
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
        Image image = Ids.find(call, images::findPublic);
        return envelopes.item(call, PATH + "/" + image.id(), IsoJson.of(image));
    }

    /** The state of an image that scenarios can test. */
    static final List<String> STATE = List.of("image.id", "image.name", "image.data_store");

    Map<String, Object> state(String id) {
        return Ids.read(id)
                .flatMap(images::findPublic)
                .<Map<String, Object>>map(image -> Map.of(
                        "image.id", image.id(), "image.name", image.name(), "image.data_store", image.dataStore()))
                .orElse(Map.of());
    }

    /** An image as objects show it. */
    record IsoJson(
            @JsonProperty("created_on") String createdOn,
            @JsonProperty("data_store") String dataStore,
            long id,
            String name,
            String path,
            @JsonProperty("public") boolean isPublic,
            @JsonProperty("updated_on") String updatedOn) {
        static IsoJson of(Image image) {
            return new IsoJson(
                    image.createdOn(),
                    image.dataStore(),
                    image.id(),
                    image.name(),
                    image.path(),
                    image.isPublic(),
                    image.updatedOn());
        }
    }
}
