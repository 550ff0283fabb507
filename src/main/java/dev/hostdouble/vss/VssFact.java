package dev.hostdouble.vss;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;

/** What replies of VSS rest on besides its page: which one depends on the query and on the options of the world. */
enum VssFact implements Fact {
    TOKEN_AS_USER(
            Evidence.OBSERVED,
            "a token is also taken as the user name of HTTP Basic, with an empty password",
            "clients",
            "*.*"),
    OTP_NULL(
            Evidence.OBSERVED,
            "`{\"otp\": null}` in the body counts as no one-time password",
            "clients",
            "token.request"),
    OTP_UNASKED("a one-time password that the user does not need is ignored", "", "token.request"),
    TOKEN_ID(
            Evidence.OBSERVED,
            "no two logins get the same token: each later token of a user has a claim `jti`",
            "tokens of the provider have an id",
            "token.request"),
    HEAD(Evidence.OBSERVED, "HEAD works where GET does", Why.FRAMEWORK, "*.*"),
    PATH_ESCAPES(Evidence.OBSERVED, "a path may contain percent escapes", Why.FRAMEWORK, "*.*"),
    UNKNOWN_PARAMETER(
            Evidence.OBSERVED, "parameters that an operation does not have are ignored", Why.FRAMEWORK, "*.*"),
    LITERAL_PERCENT(
            Evidence.OBSERVED,
            "an invalid percent escape is taken literally, also outside of a value of `like`",
            "the framework; the page's own command has one in a value of `like`"),
    INVALID_FILTER("an invalid filter is ignored: an unknown field or operator, or too few parts", Why.PATTERN),
    EXTRA_COMMA(
            "an extra comma in a filter is part of the value (`extra-commas: ignored`: the filter is ignored)",
            "the pattern ignores the filter, but then no value could contain a comma"),
    BAD_VALUE(
            "a value that its field cannot have, such as `id,eq,abc`, equals nothing, and a filter with no other value"
                    + " finds nothing (`bad-values: ignored` ignores the filter, `error` answers 400)",
            ""),
    SEVERAL_FILTERS("several filters must all hold; they are joined with `;`", Why.PATTERN),
    SEVERAL_SORTS("several sorts are joined with `;`, the first is the main one", Why.PATTERN),
    REPEATED_PARAMETER("of a repeated parameter, the first counts", Why.FRAMEWORK),
    LETTER_CASE("`like` ignores case (`like-case: sensitive`: it does not); `eq`, `ne` and `in` do not ignore it", ""),
    LIKE_PRINTED("`like` on a number, a time or a flag matches the printed form", ""),
    LIKE_SIGNS("`_` in a pattern stands for one character, and there is no escape character", "as in SQL"),
    TEXT_ORDER(
            Evidence.OBSERVED,
            "texts are ordered by their letters and digits, without case; punctuation decides between equal ones",
            "a list of the provider, as PostgreSQL with a locale sorts it"),
    TEXT_BYTES("with `text-order: bytes`, texts are ordered by their bytes", "as PostgreSQL without a locale"),
    TIME_FORM("a time may be ISO-8601; without a zone it is in Toronto, and a date alone means midnight there", ""),
    FLAG_FORM("a flag may be `1`, `0`, or have capital letters", ""),
    FLAG_ORDER("`false` is less than `true`", "as in SQL"),
    NUMBER_FORM("a number may have a sign, leading zeros, or blanks around it", "as Python reads numbers"),
    ID_FORM(
            "an id in a path may have leading zeros",
            "Werkzeug's converter for whole numbers",
            "iso.get floppy.get image.get user_iso.get user_floppy.get user_vm_image.get user_vmdk.get image_sync.get"
                    + " vmdk_sync.get change.get user_token.* message.* group.get group_member.list"),
    INVALID_SORT("a sort by an unknown field is ignored", Why.PATTERN),
    NO_DIRECTION("a sort without a direction ascends", Why.PATTERN),
    ODD_DIRECTION("every direction but `desc` ascends, also `DESC` and `name,desc,x`", Why.PATTERN),
    TIES("equal values are in ascending order of ids, in both directions", ""),
    ODD_EXPAND("any value of `expand` expands, except the empty one", Why.PATTERN, Why.PUBLIC),
    CAPPED_PAGE(Evidence.OBSERVED, "a `per_page` above 250 returns pages of 250", "a client"),
    PAGE_RANGE("a page after the last one or below 1 is not found, nor is a negative `per_page`", Why.PATTERN),
    EMPTY_PAGE("`per_page=0` returns no items and no pages", Why.PATTERN),
    EMPTY_LIST(
            "page 1 of an empty list is empty, and its `last_url` has `page=0`", "the paging library of the pattern"),
    EMPTY_WHOLE(
            "a list without pages in which nothing is found has an empty `data` and a `count` of 0",
            "",
            "iso.list user_iso.list"),
    ODD_NUMBER("a `page` or `per_page` that is not a number counts as missing", Why.PATTERN),
    KEPT_VIEW(Evidence.OBSERVED, "page links keep `filter` and `sort`", "clients follow `next_url` unchanged"),
    DROPPED_VIEW("with `carry-view: false`, page links drop `filter` and `sort`", "as they drop `expand` on the page"),
    KEPT_EXPAND(
            Evidence.OBSERVED,
            "with `carry-expand: true`, page links keep `expand`",
            "clients follow `next_url` unchanged",
            "*.list"),
    PERSONAL_PAGES(
            Evidence.OBSERVED,
            "with `personal-pages: true`, the personal list has `meta.pages`",
            "clients never stop reading without it",
            "user_iso.list"),
    PERSONAL_PAGE_IGNORED(
            "without `personal-pages`, the personal list ignores `page` and `per_page`", "", "user_iso.list"),
    PERSONAL_EXPAND(
            "the personal list is one of objects, whatever `expand` is",
            "the page shows objects without it",
            Why.PERSONAL),
    CHANGED_FILE("a sync sets `updated_on` of an image whose file has changed", "", Why.PERSONAL),
    REQUEST_STATUS(Evidence.OBSERVED, "requests can be filtered by `status`", "a client", Why.REQUESTS),
    REQUEST_FIELDS(
            "requests can be filtered and sorted by each of their simple members",
            "as images, and as the client does",
            Why.REQUESTS),
    REQUEST_MEMBERS(
            "the `type` of a sync is `image_sync`; `added` and `deleted` are paths of images",
            "as for other tasks",
            "image_sync.*"),
    SYNC_WARNING(
            "a sync gives warnings about files that are not images of any kind, and about images that are gone from a drive",
            "",
            Why.SYNCS),
    SYNC_ERROR("a sync that fails says why in `message.errors`, and has no other effect", "", Why.SYNCS),
    NAME_CASE("before paging, `name=` ignores case", "", "iso.list"),
    NAME_PARTS("before paging, `name=` is part of a name as it is shown, and knows no wildcards", "", "iso.list"),
    EMPTY_NAME("before paging, an empty `name=` finds all images", "every name contains the empty text", "iso.list"),
    OLD_SORT("before paging, a sort by anything but `name` and `path` is ignored", "", "iso.list"),
    OTHER_PARAMETERS("before paging, parameters of the later page are ignored", "", "iso.list");

    private final Details details;

    VssFact(String statement, String source) {
        this(Evidence.ASSUMED, statement, source);
    }

    VssFact(Evidence evidence, String statement, String source) {
        this(evidence, statement, source, "*.list");
    }

    VssFact(String statement, String source, String operations) {
        this(Evidence.ASSUMED, statement, source, operations);
    }

    VssFact(Evidence evidence, String statement, String source, String operations) {
        details = Details.of(evidence, statement, source, operations);
    }

    @Override
    public Details details() {
        return details;
    }

    /** Reasons and operations that several facts have. */
    private static final class Why {
        static final String PUBLIC =
                "iso.list floppy.list image.list image_sync.list vmdk_sync.list change.list vm.list";
        static final String PERSONAL = "user_iso.list user_floppy.list user_vm_image.list user_vmdk.list";
        static final String REQUESTS = "image_sync.list vmdk_sync.list change.list";
        static final String SYNCS = "image_sync.* vmdk_sync.*";
        static final String PATTERN = "the published pattern";
        static final String FRAMEWORK = "the framework";

        private Why() {}
    }
}
