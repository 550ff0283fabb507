package dev.hostdouble.vss;

import org.junit.jupiter.api.Test;

/** Options of a start state decide how well replies are known. */
class OptionEvidenceTest extends OptionStory {
    @Test
    void options_weaken_the_mark_too() throws Exception {
        in("carry-view: false", vss -> Mark.assertThatReply(vss, "/v2/iso?sort=id,desc", "assumed", "DROPPED_VIEW"));
        in("carry-expand: true", vss -> Mark.assertThatReply(vss, "/v2/iso?expand=1", "observed", "KEPT_EXPAND"));
        in(
                "personal-pages: true",
                vss -> Mark.assertThatReply(vss, "/v2/user/image/iso", "observed", "PERSONAL_PAGES"));
        in(
                "text-order: bytes",
                vss -> Mark.assertThatReply(vss, "/v2/iso?sort=name,desc", "assumed", "KEPT_VIEW", "TEXT_BYTES"));
    }

    @Test
    void before_paging_few_things_are_assumed() throws Exception {
        in("profile: before-paging", vss -> {
            Mark.assertThatReply(vss, "/v2/iso?name=ubuntu", "documented");
            Mark.assertThatReply(vss, "/v2/iso?name=UBUNTU", "assumed", "NAME_CASE");
            Mark.assertThatReply(vss, "/v2/iso?sort=name", "observed", "TEXT_ORDER");
            Mark.assertThatReply(vss, "/v2/iso?sort=size", "assumed", "OLD_SORT");
            Mark.assertThatReply(vss, "/v2/iso?page=2", "assumed", "OTHER_PARAMETERS");
        });
    }
}
