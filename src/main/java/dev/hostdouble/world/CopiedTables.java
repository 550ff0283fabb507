package dev.hostdouble.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.db.TableCopies;
import java.util.Map;
import java.util.Set;

/**
 * The tables of a world at one moment, for other worlds of this process. Worlds that were copied from it at the same moment
 * share it until they are used.
 *
 * @param providers the names of those whose tables these are; all others are as they start
 * @param windows the windows in which each of them counts calls
 * @param bytes about how much memory a world uses that is opened with it
 */
record CopiedTables(Set<String> providers, TableCopies tables, Map<String, JsonNode> windows, long bytes) {
    CopiedTables {
        providers = Set.copyOf(providers);
        windows = Map.copyOf(windows);
    }
}
