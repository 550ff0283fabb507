package dev.hostdouble.hostkey;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;

/** What answers of HOSTKEY rest on in the modules presets, os, traffic_plans and software. */
enum CatalogueFact implements Fact {
    CHECKED_TOKEN(
            "a call that needs no token is refused if it has one that is not valid",
            "",
            "presets.* os.list traffic_plans.list software.list stocks.list stocks.show"),
    SERVER_NEEDS_TOKEN(
            "with the id of a server, the lists of the catalogue need a token; the server is one of the caller's",
            "",
            "os.list traffic_plans.list software.list"),
    SUITABLE(
            "an operating system suits a preset that has the memory and the disk it needs; software suits a preset if one of"
                    + " its operating systems does; a traffic plan, if the preset is sold in one of its locations. Nothing"
                    + " suits a preset that does not exist",
            "clients know that the lists depend on the preset",
            "os.list traffic_plans.list software.list"),
    PLAN_CURRENCY(
            Evidence.OBSERVED,
            "for an account that pays in rubles, traffic plans have currency_id 1 and a price in rubles",
            "a client",
            "traffic_plans.list"),
    SELECTION_FORM(
            "letter case of a location does not matter; a bill_period that is not a known one counts as monthly, and"
                    + " user_location has no effect",
            "another official page names the parameters",
            "presets.list presets.search os.list traffic_plans.list software.list"),
    OTHER_CURRENCIES("presets/info leaves out currencies in which nothing is sold", "", "presets.info"),
    FREE_IDS(
            "free servers have ids from 50001; at most 100 of each preset and location are shown",
            "a client orders one by its id",
            "presets.search"),
    SEARCH_SCOPE(
            "presets/search shows free servers for any scope, and without one",
            "official clients send free",
            "presets.search"),
    STOCK(
            "stocks.php shows the free servers that are not virtual, with the ids that presets/search shows; of the groups, 1CPU"
                    + " has all without a graphics card, 2CPU none, and those of a maker the ones whose description names it",
            "an official client names the actions and the groups",
            "stocks.list stocks.show"),
    FLAT_PRICES(
            Evidence.OBSERVED,
            "with `preset-info: flat`, presets/info has a row for each preset and location, with texts such as `2 GB`",
            "another official page",
            "presets.info");

    private final Details details;

    CatalogueFact(String statement, String source, String operations) {
        this(Evidence.ASSUMED, statement, source, operations);
    }

    CatalogueFact(Evidence evidence, String statement, String source, String operations) {
        details = Details.of(evidence, statement, source, operations);
    }

    @Override
    public Details details() {
        return details;
    }
}
