package dev.hostdouble.hostkey;

import static dev.hostdouble.hostkey.HostkeyError.INCORRECT_PARAMS;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_ARGUMENT;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_ID;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_URL;
import static dev.hostdouble.hostkey.HostkeyError.ISO_DATA_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.ISO_ID_REQUIRED;
import static dev.hostdouble.hostkey.HostkeyError.ISO_NAME_REQUIRED;
import static dev.hostdouble.hostkey.HostkeyError.ISO_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.KEY_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_ID_REQUIRED;
import static dev.hostdouble.hostkey.HostkeyError.SNAPSHOT_CREATION_FAILED;
import static dev.hostdouble.hostkey.HostkeyError.SNAPSHOT_LIST_FAILED;
import static dev.hostdouble.hostkey.HostkeyError.SNAPSHOT_REMOVAL_FAILED;
import static dev.hostdouble.hostkey.HostkeyError.SNAPSHOT_RESTORE_FAILED;
import static dev.hostdouble.hostkey.HostkeyError.STATS_FAILED;
import static dev.hostdouble.hostkey.HostkeyError.UNMOUNT_SERVER_ID_REQUIRED;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.OperationRow;
import dev.hostdouble.provider.OperationTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The operations of HOSTKEY, in the order of its pages. All durations are assumed; clients poll for lists at most 20
 * times, every 500 ms (observed), so those come well before.
 */
final class HostkeyOperations {
    /** The slot of power signals. */
    static final String POWER = "power";

    /** The slot of images that are being mounted. */
    static final String MOUNT = "mount";

    /** The slot of images that are being unmounted. */
    static final String UNMOUNT = "unmount";

    /** The slot of images that are being deleted. */
    static final String DELETION = "deletion";

    private static final String ANY = "ANY";

    static final OperationTable<Sections> TABLE = new OperationTable<>(
            // Iso
            row("iso", "add", s -> s.iso::add)
                    .takes(
                            "params[name]",
                            "params[short_name]",
                            "params[iso_name]",
                            "params[private]",
                            "params[description]",
                            "params[admin_only]",
                            "params[status]")
                    .fails(INVALID_ARGUMENT),
            row("iso", "del", s -> s.iso::del)
                    .takes("params[id]", "params[pending]")
                    .startsJob(DELETION, task(2000), s -> s.iso.deletion())
                    .fails(ISO_DATA_NOT_FOUND),
            row("iso", "delete", s -> s.iso::delete).takes("id").fails(ISO_ID_REQUIRED),
            row("iso", "history", s -> s.isoLists::history).reads().takes("id").fails(INVALID_ID),
            row("iso", "list_iso", s -> s.isoLists::listIso)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .reads()
                    .takes("id")
                    .fails(SERVER_ID_REQUIRED),
            row("iso", "mount_iso", s -> s.drive::mountIso)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .takes("id", "iso")
                    .startsJob(MOUNT, task(3000), s -> s.drive::mounted)
                    .fails(ISO_NAME_REQUIRED),
            row("iso", "unmount_iso", s -> s.drive::unmountIso)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .takes("id")
                    .startsJob(UNMOUNT, task(2000), s -> s.drive::unmounted)
                    .fails(UNMOUNT_SERVER_ID_REQUIRED),
            row("iso", "update", s -> s.iso::update)
                    .takes("params[id]", "params[description]", "params[iso_name]")
                    .fails(ISO_NOT_FOUND),
            row("iso", "upload", s -> s.isoUploads::upload)
                    .takes("params[url]", "params[email]", "params[customer_id]")
                    .startsJob(task(6000), s -> s.isoUploads.uploadCompletion())
                    .fails(INVALID_URL),
            row("iso", "uploaded", s -> s.isoUploads::uploaded)
                    .takes("params[email]")
                    .fails(INCORRECT_PARAMS),
            // Vm
            row("vm", "create_snapshot", s -> s.snapshots::create)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .takes("id", "name", "type")
                    .startsJob(task(5000), s -> s.snapshots.creation())
                    .fails(SNAPSHOT_CREATION_FAILED),
            row("vm", "get_snapshot", s -> s.snapshots::get)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .takes("id", "type")
                    .startsJob(task(1000), s -> s.snapshots::listed)
                    .fails(SNAPSHOT_LIST_FAILED),
            row("vm", "load_stats", s -> s.loadStats::loadStats)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .takes("id")
                    .startsJob(task(1000), s -> s.loadStats::result)
                    .fails(STATS_FAILED),
            row("vm", "remove_snapshot", s -> s.snapshots::remove)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .takes("id", "name", "type")
                    .startsJob(task(3000), s -> s.snapshots::removed)
                    .fails(SNAPSHOT_REMOVAL_FAILED),
            row("vm", "restore_snapshot", s -> s.snapshots::restore)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .takes("id", "name", "type", "backup_id")
                    .startsJob(task(5000), s -> s.snapshots::restored)
                    .fails(SNAPSHOT_RESTORE_FAILED),
            // Companions that clients call around them
            companion("vm", "get_engine", Evidence.ASSUMED, s -> s.vm::getEngine)
                    .reads(),
            companion("vm", "update_restore_settings", Evidence.ASSUMED, s -> s.vm::updateRestoreSettings)
                    .takes("id")
                    .about(VmSection.STATE, HostkeyOperations::server),
            companion("eq", "show", Evidence.OBSERVED, s -> s.eq::show)
                    .takes("id")
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .reads(),
            companion("eq", "list", Evidence.OBSERVED, s -> s.eq::list).reads(),
            companion("eq", "update_servers", Evidence.OBSERVED, s -> s.eq::updateServers),
            companion("eq", "status", Evidence.ASSUMED, s -> s.eq::status)
                    .takes("id")
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(task(1000), s -> s.eq::reported),
            companion("eq", "on", Evidence.OBSERVED, s -> s.eq::on)
                    .takes("id")
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(POWER, task(3000), s -> s.eq::switchedOn),
            companion("eq", "off", Evidence.OBSERVED, s -> s.eq::off)
                    .takes("id")
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(POWER, task(3000), s -> s.eq::switchedOff),
            companion("eq", "reboot", Evidence.OBSERVED, s -> s.eq::reboot)
                    .takes("id")
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(POWER, task(5000), s -> s.eq::rebooted),
            companion("auth", "login", Evidence.OBSERVED, s -> s.auth::login)
                    .takes("key", "ttl")
                    .unauthenticated(),
            companion("auth", "whmcslogin", Evidence.OBSERVED, s -> s.auth::whmcsLogin)
                    .unauthenticated(),
            companion("auth", "logout", Evidence.ASSUMED, s -> s.auth::logout),
            companion("auth", "info", Evidence.ASSUMED, s -> s.auth::info).reads(),
            row("eq_callback", "check", s -> s.eqCallback::check)
                    .takes("key")
                    .answers(
                            Evidence.OBSERVED,
                            "seen on another official page and in official clients",
                            "running",
                            "stage",
                            "done",
                            "failed")
                    .fails(KEY_NOT_FOUND)
                    .unauthenticated());

    private HostkeyOperations() {}

    /** An action of a PHP module. */
    private static OperationRow<Sections> row(String module, String action, Function<Sections, Handler> handler) {
        return OperationRow.of(HostkeyApi.NAME, module, action, ANY, "/" + module + ".php", handler);
    }

    /** An action that clients call around those of the pages. */
    private static OperationRow<Sections> companion(
            String module, String action, Evidence evidence, Function<Sections, Handler> handler) {
        return row(module, action, handler).answers(evidence, "not on the pages of iso and vm");
    }

    /** The state of the server that the parameter {@code id} names. */
    private static Map<String, Object> server(Sections sections, Call call) {
        return Input.of(call).id("id").map(sections.vm::state).orElse(Map.of());
    }

    private static Timeline task(long millis) {
        return new Timeline(
                List.of(
                        new Step(Duration.ZERO, "pending", 0),
                        new Step(Duration.ofMillis(millis / 2), "running", 0.5),
                        new Step(Duration.ofMillis(millis), "done", 1)),
                Timeline.Ending.FINISHED);
    }
}
