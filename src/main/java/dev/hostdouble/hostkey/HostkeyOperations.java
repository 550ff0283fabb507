package dev.hostdouble.hostkey;

import static dev.hostdouble.hostkey.HostkeyError.ACCESS_DENIED;
import static dev.hostdouble.hostkey.HostkeyError.ALREADY_MOUNTED;
import static dev.hostdouble.hostkey.HostkeyError.AUTHORIZATION_REQUIRED;
import static dev.hostdouble.hostkey.HostkeyError.DRIVE_EMPTY;
import static dev.hostdouble.hostkey.HostkeyError.INCORRECT_PARAMS;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_ARGUMENT;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_ID;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_TOKEN;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_URL;
import static dev.hostdouble.hostkey.HostkeyError.ISO_BUSY;
import static dev.hostdouble.hostkey.HostkeyError.ISO_DATA_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.ISO_ID_REQUIRED;
import static dev.hostdouble.hostkey.HostkeyError.ISO_IN_USE;
import static dev.hostdouble.hostkey.HostkeyError.ISO_NAME_REQUIRED;
import static dev.hostdouble.hostkey.HostkeyError.ISO_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_BUSY;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_ERROR;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_ID_REQUIRED;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_SUSPENDED;
import static dev.hostdouble.hostkey.HostkeyError.SNAPSHOT_CREATION_FAILED;
import static dev.hostdouble.hostkey.HostkeyError.SNAPSHOT_LIST_FAILED;
import static dev.hostdouble.hostkey.HostkeyError.SNAPSHOT_REMOVAL_FAILED;
import static dev.hostdouble.hostkey.HostkeyError.SNAPSHOT_RESTORE_FAILED;
import static dev.hostdouble.hostkey.HostkeyError.STATS_FAILED;
import static dev.hostdouble.hostkey.HostkeyError.UNKNOWN_ACTION;
import static dev.hostdouble.hostkey.HostkeyError.UNMOUNT_SERVER_ID_REQUIRED;
import static dev.hostdouble.hostkey.HostkeyFact.FILE_IN_URL;
import static dev.hostdouble.hostkey.HostkeyFact.ID_FORM;
import static dev.hostdouble.hostkey.HostkeyFact.KNOWN_STATUSES;
import static dev.hostdouble.hostkey.HostkeyFact.NAME_OF_A_FILE;
import static dev.hostdouble.hostkey.HostkeyFact.OWNER_IS_A_CLIENT;
import static dev.hostdouble.provider.Parameter.id;
import static dev.hostdouble.provider.Parameter.matching;
import static dev.hostdouble.provider.Parameter.oneOf;
import static dev.hostdouble.provider.Parameter.passing;
import static dev.hostdouble.provider.Parameter.text;

import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.OperationRow;
import dev.hostdouble.provider.OperationTable;
import dev.hostdouble.provider.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The operations of HOSTKEY, in the order of its pages. All durations are assumed; clients poll for lists at most 20
 * times, every 500 ms (observed), so those come well before.
 */
final class HostkeyOperations {
    /** The slot of tasks that change the drive of a server. */
    static final String DRIVE = "drive";

    /** The slot of tasks that change the snapshots of a server. */
    static final String SNAPSHOT = "snapshot";

    /** The slot of images that are being deleted. */
    static final String DELETION = "deletion";

    /** The slot of images that are being uploaded. */
    static final String UPLOAD = "upload";

    private static final String ANY = "ANY";

    private static final Parameter EMAIL = matching(
            "params[email]", "an email address", Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}\\.[^@\\s.]{2,}"));
    private static final Parameter FILE_NAME =
            matching("params[iso_name]", "the name of a file, without a slash", Pattern.compile("[^/]+"));
    private static final Parameter SNAPSHOT_NAME =
            matching("name", "characters a-zA-Z0-9_-.", Pattern.compile("[a-zA-Z0-9_.-]+"));

    /** The requests that match no row. */
    static final Operation UNKNOWN = Operation.unknown(
            HostkeyApi.NAME, KnownAnswer.undocumented(UNKNOWN_ACTION), KnownAnswer.undocumented(SERVER_ERROR));

    static final OperationTable<Sections> TABLE = new OperationTable<>(
                    // Iso
                    row("iso", "add", s -> s.iso::add)
                            .takes(
                                    text("params[name]").required(INVALID_ARGUMENT),
                                    text("params[short_name]").required(INVALID_ARGUMENT),
                                    FILE_NAME.ifMissing(INVALID_ARGUMENT).ifInvalid(INVALID_ARGUMENT, NAME_OF_A_FILE),
                                    EMAIL.named("params[private]").required(INVALID_ARGUMENT),
                                    text("params[description]"),
                                    oneOf("params[admin_only]", "0", "1").ifInvalid(INVALID_ARGUMENT),
                                    oneOf("params[status]", IsoDao.PENDING, IsoDao.ACTIVE, IsoDao.ERROR)
                                            .ifInvalid(INVALID_ARGUMENT, KNOWN_STATUSES))
                            .fails(INVALID_ARGUMENT)
                            .alsoFails(ACCESS_DENIED, ISO_BUSY, ISO_IN_USE),
                    row("iso", "del", s -> s.iso::del)
                            .takes(
                                    id("params[id]")
                                            .ifMissing(ISO_DATA_NOT_FOUND, ID_FORM)
                                            .ifInvalid(ISO_DATA_NOT_FOUND, ID_FORM),
                                    text("params[pending]"))
                            .startsJob(DELETION, task(2000), s -> s.iso.deletion())
                            .fails(ISO_DATA_NOT_FOUND)
                            .alsoFails(ACCESS_DENIED, ISO_BUSY, ISO_IN_USE),
                    row("iso", "delete", s -> s.iso::delete)
                            .takes(id("id").ifMissing(ISO_ID_REQUIRED).ifInvalid(ISO_ID_REQUIRED, ID_FORM))
                            .fails(ISO_ID_REQUIRED)
                            .alsoFails(ACCESS_DENIED, ISO_NOT_FOUND, ISO_BUSY, ISO_IN_USE),
                    row("iso", "history", s -> s.isoLists::history)
                            .reads()
                            .takes(id("id").ifMissing(INVALID_ID, ID_FORM).ifInvalid(INVALID_ID))
                            .fails(INVALID_ID),
                    row("iso", "list_iso", s -> s.isoLists::listIso)
                            .about(VmSection.STATE, HostkeyOperations::server)
                            .reads()
                            .takes(id("id").ifInvalid(SERVER_ID_REQUIRED, ID_FORM))
                            .fails(SERVER_ID_REQUIRED)
                            .alsoFails(SERVER_NOT_FOUND),
                    row("iso", "mount_iso", s -> s.drive::mountIso)
                            .about(VmSection.STATE, HostkeyOperations::server)
                            .takes(
                                    id("id").required(SERVER_ID_REQUIRED),
                                    text("iso").required(ISO_NAME_REQUIRED))
                            .startsJob(DRIVE, task(3000), s -> s.drive::mounted)
                            .fails(ISO_NAME_REQUIRED)
                            .alsoFails(
                                    SERVER_ID_REQUIRED,
                                    SERVER_NOT_FOUND,
                                    SERVER_BUSY,
                                    SERVER_SUSPENDED,
                                    ISO_NOT_FOUND,
                                    ISO_BUSY,
                                    ALREADY_MOUNTED),
                    row("iso", "unmount_iso", s -> s.drive::unmountIso)
                            .about(VmSection.STATE, HostkeyOperations::server)
                            .takes(id("id").ifMissing(UNMOUNT_SERVER_ID_REQUIRED)
                                    .ifInvalid(UNMOUNT_SERVER_ID_REQUIRED, ID_FORM))
                            .startsJob(DRIVE, task(2000), s -> s.drive::unmounted)
                            .fails(UNMOUNT_SERVER_ID_REQUIRED)
                            .alsoFails(SERVER_NOT_FOUND, SERVER_BUSY, SERVER_SUSPENDED, DRIVE_EMPTY),
                    row("iso", "update", s -> s.iso::update)
                            .takes(
                                    id("params[id]")
                                            .ifMissing(ISO_NOT_FOUND, ID_FORM)
                                            .ifInvalid(ISO_NOT_FOUND, ID_FORM),
                                    text("params[description]"),
                                    FILE_NAME.ifInvalid(ISO_NOT_FOUND, NAME_OF_A_FILE))
                            .fails(ISO_NOT_FOUND)
                            .alsoFails(ACCESS_DENIED, ISO_BUSY, ISO_IN_USE),
                    row("iso", "upload", s -> s.isoUploads::upload)
                            .takes(
                                    passing("params[url]", "an https URL", IsoUploads::isUrl)
                                            .ifMissing(INVALID_URL, FILE_IN_URL)
                                            .ifInvalid(INVALID_URL),
                                    EMAIL.ifInvalid(INCORRECT_PARAMS, OWNER_IS_A_CLIENT),
                                    id("params[customer_id]").ifInvalid(INCORRECT_PARAMS, OWNER_IS_A_CLIENT))
                            .startsJob(UPLOAD, task(6000), s -> s.isoUploads.uploadCompletion())
                            .fails(INVALID_URL)
                            .alsoFails(INCORRECT_PARAMS),
                    row("iso", "uploaded", s -> s.isoUploads::uploaded)
                            .takes(EMAIL.ifInvalid(INCORRECT_PARAMS, OWNER_IS_A_CLIENT))
                            .fails(INCORRECT_PARAMS),
                    // Vm
                    row("vm", "create_snapshot", s -> s.snapshots::create)
                            .about(VmSection.STATE, HostkeyOperations::server)
                            .takes(id("id"), SNAPSHOT_NAME, text("type"))
                            .startsJob(SNAPSHOT, task(5000), s -> s.snapshotTasks.creation())
                            .fails(SNAPSHOT_CREATION_FAILED)
                            .says("error", "VM is locked"),
                    row("vm", "get_snapshot", s -> s.snapshots::get)
                            .about(VmSection.STATE, HostkeyOperations::server)
                            .takes(
                                    id("id").ifMissing(SNAPSHOT_LIST_FAILED, ID_FORM)
                                            .ifInvalid(SNAPSHOT_LIST_FAILED, ID_FORM),
                                    text("type"))
                            .startsJob(task(1000), s -> s.snapshotTasks::listed)
                            .fails(SNAPSHOT_LIST_FAILED),
                    row("vm", "load_stats", s -> s.loadStats::loadStats)
                            .about(VmSection.STATE, HostkeyOperations::server)
                            .takes(id("id").ifMissing(STATS_FAILED, ID_FORM).ifInvalid(STATS_FAILED, ID_FORM))
                            .startsJob(task(1000), s -> s.loadStats::result)
                            .fails(STATS_FAILED),
                    row("vm", "remove_snapshot", s -> s.snapshots::remove)
                            .about(VmSection.STATE, HostkeyOperations::server)
                            .takes(id("id"), SNAPSHOT_NAME, text("type"))
                            .startsJob(SNAPSHOT, task(3000), s -> s.snapshotTasks::removed)
                            .fails(SNAPSHOT_REMOVAL_FAILED),
                    row("vm", "restore_snapshot", s -> s.snapshots::restore)
                            .about(VmSection.STATE, HostkeyOperations::server)
                            .takes(id("id"), SNAPSHOT_NAME, text("type"), text("backup_id"))
                            .startsJob(SNAPSHOT, task(5000), s -> s.snapshotTasks::restored)
                            .fails(SNAPSHOT_RESTORE_FAILED))
            .followedBy(CompanionOperations.TABLE)
            .followedBy(CatalogueOperations.TABLE)
            .followedBy(OrderOperations.TABLE)
            .followedBy(ResourceOperations.TABLE)
            .followedBy(AddressOperations.TABLE)
            .followedBy(BillingOperations.TABLE)
            .followedBy(TicketOperations.TABLE);

    private HostkeyOperations() {}

    /** An action of a PHP module. */
    static OperationRow<Sections> row(String module, String action, Function<Sections, Handler> handler) {
        return OperationRow.<Sections>of(HostkeyApi.NAME, module, action, ANY, "/" + module + ".php", handler)
                .refusesCallers(AUTHORIZATION_REQUIRED, INVALID_TOKEN)
                .alsoFails(SERVER_ERROR);
    }

    /** The state of the server that the parameter {@code id} names. */
    static Map<String, Object> server(Sections sections, Call call) {
        return Input.of(call).id("id").map(sections.vm::state).orElse(Map.of());
    }

    static Timeline task(long millis) {
        return new Timeline(
                List.of(
                        new Step(Duration.ZERO, "pending", 0),
                        new Step(Duration.ofMillis(millis / 2), "running", 0.5),
                        new Step(Duration.ofMillis(millis), "done", 1)),
                Timeline.Ending.FINISHED);
    }
}
