package dev.hostdouble.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Providers;
import dev.hostdouble.saved.StateSchema;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each column that holds credentials is named, so that a masked state has stand-ins there. */
class TableCredentialsTest {
    private static final Pattern CREDENTIAL =
            Pattern.compile(".*(token|secret|password|passwd|pin|otp|ticket|key|credential|cookie)");

    /** Columns with such a name and no secret in them: VSS sorts by these. */
    private static final Set<String> OTHERS = Set.of(
            "vss_iso.name_key",
            "vss_iso.path_key",
            "vss_iso.data_store_key",
            "vss_user_image.name_key",
            "vss_user_image.path_key",
            "vss_user_image.data_store_key");

    @Test
    void the_columns_of_all_tables() throws Exception {
        JsonNode tables = new ObjectMapper()
                .readTree(new StateSchema(Providers.ALL).text())
                .at("/properties/tables/properties");
        Set<String> all = new TreeSet<>();
        tables.properties().forEach(table -> table.getValue().at("/items/properties").properties().stream()
                .filter(column -> column.getValue().path("type").toString().contains("string"))
                .forEach(column -> all.add(table.getKey() + "." + column.getKey())));
        List<String> named = Providers.ALL.stream()
                .flatMap(provider -> provider.credentials().inTables().stream())
                .toList();
        assertThat(all).hasSizeGreaterThan(80).containsAll(named).containsAll(OTHERS);
        assertThat(all.stream().filter(column -> CREDENTIAL.matcher(column).matches()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(named.stream(), OTHERS.stream()).toList());
    }
}
