package dev.hostdouble.vss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.hostdouble.vss.ImageDao.NewImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Images, shipped and made up. */
class CatalogueTest {
    private static final int COUNT = 3000;

    private final List<NewImage> generated = LargeCatalogue.images(1, COUNT);

    private static List<NewImage> shipped() throws IOException {
        JsonNode state = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("fixtures/worlds/default/vss.yaml").toFile());
        List<NewImage> images = new ArrayList<>();
        for (JsonNode image : state.path("images")) {
            Instant created = Instant.parse(image.path("created-on").asText());
            images.add(
                    new NewImage(image.path("id").asLong(), image.path("path").asText(), created, created));
        }
        return images;
    }

    @Test
    void the_same_seed_makes_the_same_images() {
        assertThat(LargeCatalogue.images(1, COUNT)).isEqualTo(generated);
        assertThat(LargeCatalogue.images(2, COUNT)).isNotEqualTo(generated);
    }

    @Test
    void an_image_does_not_depend_on_those_before_it() {
        assertThat(new Catalogue(LargeCatalogue.seed(1)).image(COUNT)).isEqualTo(generated.get(COUNT - 1));
    }

    @Test
    void names_and_paths_are_unique_without_regard_to_case() {
        assertThat(folded(generated, NewImage::name)).doesNotHaveDuplicates().hasSize(COUNT);
        assertThat(folded(generated, NewImage::path)).doesNotHaveDuplicates();
    }

    @Test
    void a_very_large_catalogue_has_unique_names() {
        Catalogue catalogue = new Catalogue(LargeCatalogue.seed(1));
        HashSet<String> names = new HashSet<>();
        for (long id = 225; id <= 130_000; id++) {
            names.add(catalogue.image(id).name());
        }
        assertThat(names).hasSize(130_000 - 224);
    }

    @Test
    void an_image_is_never_updated_before_it_was_created() {
        for (NewImage image : generated) {
            assertThat(image.updated()).isAfterOrEqualTo(image.created());
            assertThat(image.path()).matches("\\[[\\w-]+\\] ([\\w-]+/)+[\\w.-]+\\.iso");
            assertThat(image.path()).startsWith("[" + image.dataStore() + "] ").endsWith("/" + image.name());
        }
    }

    /** So clients that sort themselves agree with the provider, whichever way it sorts. */
    @Test
    void with_and_without_regard_to_case_names_and_paths_have_one_order() throws IOException {
        List<NewImage> shipped = shipped();
        assertThat(shipped).hasSize(224);
        List<NewImage> both = new ArrayList<>(shipped);
        both.addAll(generated.subList(224, COUNT));
        for (List<NewImage> images : List.of(shipped, generated, both)) {
            for (Function<NewImage, String> field :
                    List.<Function<NewImage, String>>of(NewImage::name, NewImage::path)) {
                assertOneOrder(images.stream().map(field).sorted().toList());
            }
        }
    }

    private static void assertOneOrder(List<String> sorted) {
        for (int i = 1; i < sorted.size(); i++) {
            String before = sorted.get(i - 1);
            assertThat(before).usingComparator(String.CASE_INSENSITIVE_ORDER).isLessThan(sorted.get(i));
        }
    }

    private static List<String> folded(List<NewImage> images, Function<NewImage, String> field) {
        return images.stream()
                .map(field)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList();
    }
}
