package dev.hostdouble.hostkey;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;

/**
 * What answers of HOSTKEY rest on although the pages of iso and vm do not show it. {@link CompanionFact} has what is about
 * the modules around them.
 */
enum HostkeyFact implements Fact {
    // How calls are written
    OTHER_METHOD(
            Evidence.OBSERVED,
            "every action takes GET and POST, whichever of them the page shows",
            "another official page uses POST for get_snapshot; clients use both",
            "iso.* vm.*"),
    ANY_METHOD("every action takes all other methods as well", "", "iso.* vm.*"),
    OTHER_PLACE(
            Evidence.OBSERVED,
            "parameters are read from the query and from a multipart body, too; those of the body win",
            "clients",
            "iso.* vm.*"),
    UNKNOWN_PARAMETER(
            Evidence.OBSERVED,
            "parameters that the page does not name are ignored; brackets in names nest as in PHP",
            "clients",
            "iso.* vm.*"),
    REPEATED_PARAMETER(Evidence.OBSERVED, "of a repeated parameter, the last one counts", "PHP does so", "iso.* vm.*"),
    EMPTY_PARAMETER("a parameter that is empty or not a text counts as missing", "", "*.*"),
    ID_FORM(
            "an id is a whole number from 1, and may have leading zeros; another text, and an id that is missing, get"
                    + " the only error on the page",
            "the pages show each text once: for a missing id, or for -1",
            "iso.* vm.* eq.* auth.* tags.* ssh_keys.* net.* ip.* pdns.* api_keys.* whmcs.* os.list traffic_plans.list"
                    + " software.list stocks.show jira.* rtm.*"),
    FLAG_FORM(
            "a flag is set by 1, true, on and yes, also in capital letters, and by nothing else",
            "",
            "iso.del ssh_keys.add net.* eq.order_instance"),

    // Who may do what
    HIDDEN_RESOURCES("servers and images that a caller may not see do not exist for that caller", "", Where.SERVERS),
    STAFF_SEES_ALL(
            "staff and administrators see every server; staff sees private images, too, but changes none",
            "",
            Where.SERVERS),
    ADMINISTRATOR_AS_STAFF(
            "administrators name the owner of uploads as staff does",
            "the page says it of staff",
            "iso.upload iso.uploaded"),
    DELETE_AS_DEL(
            "`delete` is open to those who may use `del`, and a missing image is `ISO not found`", "", "iso.delete"),
    OWNER_IS_A_CLIENT(
            "the owner of an image must be a client for whom the caller may act: of a client itself, and of staff a"
                    + " client whose email address and number belong together",
            "the page calls them the email and id of a client",
            "iso.add iso.upload iso.uploaded"),

    // Images
    KNOWN_STATUSES(
            "the statuses of an image are Pending, active and Error",
            "the page shows the first two",
            "iso.add iso.uploaded"),
    NAME_OF_A_FILE(
            "an iso_name with a slash gets the only error on the page",
            "the page calls it a file",
            "iso.add iso.update"),
    FILE_IN_URL(
            "a URL is invalid unless its path ends with the name of a file, and so is a missing one",
            "the page says https://...",
            "iso.upload"),
    UPLOAD_NAME(
            "an uploaded image is named after the file in its URL, whatever its suffix",
            "the page shows it of debian-12.iso",
            "iso.upload"),
    UPLOAD_IS_LISTED_AT_ONCE("an uploaded image is listed at once, as Pending", "", "iso.uploaded"),
    UPDATE_OF_NOTHING("an update without description and file name succeeds", "", "iso.update"),
    HISTORY_OF_NOTHING("the history of an image that does not exist is empty", "", "iso.history"),
    HISTORY_ORDER("a history is sorted by id", "the page shows a single entry", "iso.history"),
    HISTORY_WORDS(
            "types and texts of entries in a history are our own, except those of an upload",
            "the page names the operations, and shows an upload",
            "iso.history"),
    LIST_WITHOUT_SERVER(
            "a list of images without a server has server_id null, and is for staff only",
            "the page requires a server only from clients",
            "iso.list_iso"),
    LISTED_IMAGES(
            "list_iso shows active images only: for a server, the public ones and those of its owner",
            "the page says available images",
            "iso.list_iso"),
    IMAGE_BY_OTHER_NAME(
            "an image to mount is found by its file name, else by its name, its short name or its id",
            "the page says ISO image name; only an id tells two images of one name apart",
            "iso.mount_iso"),
    PRIVATE_IMAGE_FIRST(
            "of images with one name, a private one is mounted rather than a public one", "", "iso.mount_iso"),
    ONE_IMAGE("a drive holds one image", "", "iso.mount_iso"),
    MOUNTED_IMAGE(
            "a mounted image can be neither deleted nor renamed, and keeps its owner, status and admin_only",
            "",
            "iso.*"),
    IMAGE_BEING_MOUNTED("an image that is being mounted counts as mounted", "", "iso.*"),
    IMAGE_BEING_DELETED("an image that is being deleted takes no other call", "", "iso.*"),
    IMAGE_BEING_UPLOADED(
            "an image that is being uploaded can be neither mounted, changed nor deleted",
            "",
            "iso.add iso.del iso.delete iso.update iso.mount_iso"),

    // Snapshots
    SNAPSHOT_SETTINGS(
            Evidence.OBSERVED,
            "get_snapshot returns settings next to its callback (`snapshot-settings`)",
            "official clients",
            "vm.get_snapshot"),
    SNAPSHOT_LIST(
            Evidence.OBSERVED,
            "the list of snapshots is a string of JSON in scope",
            "official clients",
            "eq_callback.check"),
    SNAPSHOT_LIMIT(
            Evidence.OBSERVED, "a server has at most four snapshots", "the panel's manual", "vm.create_snapshot"),
    SNAPSHOT_POWER(
            Evidence.OBSERVED,
            "restoring and removing a snapshot need the power off",
            "the panel's manual",
            "vm.remove_snapshot vm.restore_snapshot"),
    LATER_SNAPSHOTS(
            Evidence.OBSERVED, "a restore removes all later snapshots", "the panel's manual", "eq_callback.check"),
    RESTORED_STATE(
            "a restore brings back the mounted image and the name, and leaves the power as it is (`restore-power:"
                    + " snapshot` brings it back, too)",
            "",
            "eq_callback.check"),
    SNAPSHOT_WORDS(
            "a call that breaks a snapshot rule is refused at once, with our own words after the dash"
                    + " (`snapshot-rule-breach: task`: its task fails)",
            "the page shows a placeholder there",
            "vm.create_snapshot vm.remove_snapshot vm.restore_snapshot eq_callback.check"),
    SNAPSHOT_TYPES(
            "names, lists, removals and restores are those of one type of snapshots; the limit counts all types, and a"
                    + " restore removes later snapshots of all types",
            "the page only names the parameter",
            "vm.* eq_callback.check"),
    BACKUP_ID(
            "backup_id chooses among the snapshots of one name by their snapshot_id",
            "the page only names the parameter",
            "vm.restore_snapshot"),

    // Servers
    BUSY_SERVER(
            "while a task changes a server, no other task does (`snapshot-busy`: `queue` and `overlap` change that for"
                    + " snapshots)",
            "eq.php has an action check_backup_lock",
            "vm.* iso.* eq.*"),
    SUSPENDED(
            "a suspended server is off; power signals, drives, snapshots and changes of its tags and addresses are"
                    + " refused, the rest is not, and eq/show has the status suspended",
            "the texts are unknown",
            Where.SERVERS);

    private final Details details;

    HostkeyFact(String statement, String source, String operations) {
        this(Evidence.ASSUMED, statement, source, operations);
    }

    HostkeyFact(Evidence evidence, String statement, String source, String operations) {
        details = Details.of(evidence, statement, source, operations);
    }

    @Override
    public Details details() {
        return details;
    }

    /** Sets of operations that several facts are about. */
    private static final class Where {
        /** Those that are about servers. */
        static final String SERVERS =
                "iso.* vm.* eq.* tags.* net.* ip.* pdns.add_domain pdns.add_zone pdns.list_subdomains"
                        + " pdns.add_subdomain pdns.edit_subdomain pdns.delete_subdomain api_keys.* whmcs.* os.list traffic_plans.list"
                        + " software.list jira.* rtm.*";

        private Where() {}
    }
}
