package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Options of a world where clients and pages differ about the catalogue and the session. */
final class CatalogueOptions {
    private CatalogueOptions() {}

    /** What traffic_plans/list answers a client whose token it gets. */
    enum TrafficPlans {
        @JsonProperty("list")
        LIST,
        /** {@code invalid request}, as clients report; without a token it lists them. */
        @JsonProperty("refuse-clients")
        REFUSE_CLIENTS
    }

    /** The form of presets/info. */
    enum PresetInfo {
        /** A row for each preset, with a price for each location, as clients read it. */
        @JsonProperty("by-location")
        BY_LOCATION,
        /** A row for each preset and location, as on the page. */
        @JsonProperty("flat")
        FLAT
    }

    /** The form of auth/info. */
    enum SessionInfo {
        /** All members in {@code result}, as on the page. */
        @JsonProperty("nested")
        NESTED,
        /** All members beside {@code "result":"OK"}, as a client reads them. */
        @JsonProperty("flat")
        FLAT
    }
}
