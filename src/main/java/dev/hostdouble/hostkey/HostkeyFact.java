package dev.hostdouble.hostkey;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;
import java.util.List;

/** What answers of HOSTKEY rest on although the pages of iso and vm do not show it. */
enum HostkeyFact implements Fact {
    ID_FORM(
            Evidence.ASSUMED,
            "an id is a whole number from 1; another text, and an id that is missing, get the only error on the page",
            "",
            "iso.*",
            "vm.*"),
    HIDDEN_RESOURCES(
            Evidence.ASSUMED,
            "servers and images that a caller may not see do not exist for that caller",
            "",
            "iso.*",
            "vm.*",
            "eq.*"),
    OWNER_IS_A_CLIENT(
            Evidence.ASSUMED,
            "the owner of an image must be a client for whom the caller may act: of a client itself, and of staff a client"
                    + " whose email address and number belong together",
            "the page calls them the email and id of a client",
            "iso.add",
            "iso.upload",
            "iso.uploaded"),
    KNOWN_STATUSES(
            Evidence.ASSUMED,
            "the statuses of an image are Pending, active and Error",
            "the page shows the first two",
            "iso.add",
            "iso.uploaded"),
    UPLOAD_IS_LISTED_AT_ONCE(Evidence.ASSUMED, "an uploaded image is listed at once, as Pending", "", "iso.uploaded"),
    HISTORY_OF_NOTHING(Evidence.ASSUMED, "the history of an image that does not exist is empty", "", "iso.history"),
    LIST_WITHOUT_SERVER(
            Evidence.ASSUMED,
            "a list of images without a server has server_id null, and is for staff only",
            "the page requires a server only from clients",
            "iso.list_iso"),
    IMAGE_BY_OTHER_NAME(
            Evidence.ASSUMED,
            "an image to mount is found by its file name, else by its name, its short name or its id",
            "the page says ISO image name; only an id tells two images of one name apart",
            "iso.mount_iso"),
    SNAPSHOT_WORDS(
            Evidence.ASSUMED,
            "a call that breaks a snapshot rule is refused at once (snapshot-rule-breach); the words after the dash",
            "the page shows a placeholder there",
            "vm.create_snapshot",
            "vm.remove_snapshot",
            "vm.restore_snapshot",
            "eq_callback.check"),
    SNAPSHOT_TYPES(
            Evidence.ASSUMED,
            "snapshots of two types have nothing to do with each other: names, lists and the limit are those of one type",
            "the page only names the parameter",
            "vm.*"),
    BACKUP_ID(
            Evidence.ASSUMED,
            "backup_id chooses among the snapshots of one name by their snapshot_id",
            "the page only names the parameter",
            "vm.restore_snapshot"),
    BUSY_SERVER(
            Evidence.ASSUMED,
            "while a task changes a server, no other task does (snapshot-busy)",
            "eq.php has an action check_backup_lock",
            "vm.*",
            "iso.*",
            "eq.*"),
    SUSPENDED(
            Evidence.ASSUMED,
            "a suspended server is off; power signals, drives and snapshots are refused, and eq/show has its status suspended",
            "the texts are unknown",
            "vm.*",
            "iso.*",
            "eq.*"),
    SNAPSHOT_SETTINGS(
            Evidence.OBSERVED,
            "get_snapshot returns settings next to its callback (snapshot-settings)",
            "official clients",
            "vm.get_snapshot"),
    TASK_RESULTS(
            Evidence.ASSUMED,
            "what a task says in scope at its end",
            "unknown but for the list of snapshots, on, and status of a server that is on",
            "eq_callback.check"),
    STAGE_WORDS(Evidence.ASSUMED, "Stage has the name of the step in scope", "", "eq_callback.check"),
    SERVER_FILTERS(
            Evidence.ASSUMED,
            "eq/list compares location, status, ip, mac and group with lists of exact values",
            "another official page names the parameters",
            "eq.list"),
    ROLE_NAMES(
            Evidence.ASSUMED,
            "the words for the roles of staff and administrators",
            "only that of a client is known",
            "auth.*");

    private final Evidence evidence;
    private final String statement;
    private final String source;
    private final String operations; // with blanks between them: a list would be mutable

    HostkeyFact(Evidence evidence, String statement, String source, String... operations) {
        this.evidence = evidence;
        this.statement = statement;
        this.source = source;
        this.operations = String.join(" ", operations);
    }

    @Override
    public List<String> operations() {
        return List.of(operations.split(" "));
    }

    @Override
    public Evidence evidence() {
        return evidence;
    }

    @Override
    public String statement() {
        return statement;
    }

    @Override
    public String source() {
        return source;
    }
}
