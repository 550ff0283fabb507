package dev.hostdouble.saved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.db.Database;
import dev.hostdouble.db.Tables;
import dev.hostdouble.db.Tables.Column;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.yaml.SchemaCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of a state: what is the same for all, and the tables of the providers. */
public final class StateSchema {
    private static final String RESOURCE = "/dev/hostdouble/schemas/state.schema.json";

    private final List<Provider> providers;
    private @Nullable JsonNode json; // made on first use: that needs a database
    private @Nullable SchemaCheck check;

    /** The schema of states with the tables of these providers. */
    public StateSchema(List<Provider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** The schema, for editors. */
    public String text() {
        return json().toPrettyString() + "\n";
    }

    /** What is wrong with a state, in any order. */
    synchronized List<SchemaCheck.Problem> problems(JsonNode state) {
        SchemaCheck known = check;
        if (known == null) {
            known = SchemaCheck.of(json());
            check = known;
        }
        return known.problems(state);
    }

    private synchronized JsonNode json() {
        JsonNode known = json;
        if (known == null) {
            known = make();
            json = known;
        }
        return known;
    }

    private JsonNode make() {
        try (InputStream in = Objects.requireNonNull(StateSchema.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            ObjectNode schema = (ObjectNode) StateJson.read(in);
            ArrayNode names = (ArrayNode) schema.at("/properties/windows/propertyNames/enum");
            providers.forEach(provider -> names.add(provider.name()));
            addTables((ObjectNode) schema.at("/properties/tables"));
            return schema;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addTables(ObjectNode schema) {
        List<String> scripts = new ArrayList<>(List.of(Jobs.SCHEMA));
        providers.forEach(provider -> scripts.add(provider.tables().get()));
        ArrayNode required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        try (Database database = Database.open(scripts)) {
            database.transaction(() -> {
                Tables tables = database.tables();
                for (String table : tables.names()) {
                    required.add(table);
                    addRows(properties.putObject(table), tables.columns(table));
                }
                return tables;
            });
        }
    }

    private static void addRows(ObjectNode schema, List<Column> columns) {
        ObjectNode row = schema.put("type", "array").putObject("items");
        row.put("type", "object").put("additionalProperties", false);
        ArrayNode required = row.putArray("required");
        ObjectNode properties = row.putObject("properties");
        for (Column column : columns) {
            required.add(column.name());
            ObjectNode value = properties.putObject(column.name());
            ArrayNode types = value.putArray("type").add(type(column.type()));
            if (column.isNullable()) {
                types.add("null");
            }
            if (column.type() == Tables.Type.INTEGER) {
                value.put("minimum", Integer.MIN_VALUE).put("maximum", Integer.MAX_VALUE);
            } else if (column.type() == Tables.Type.BIGINT) {
                value.put("minimum", Long.MIN_VALUE).put("maximum", Long.MAX_VALUE);
            }
        }
    }

    private static String type(Tables.Type type) {
        return switch (type) {
            case INTEGER, BIGINT -> "integer";
            case DOUBLE_PRECISION -> "number";
            case CHARACTER_VARYING -> "string";
            case BOOLEAN -> "boolean";
        };
    }
}
