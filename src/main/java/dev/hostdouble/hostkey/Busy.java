package dev.hostdouble.hostkey;

import dev.hostdouble.core.Fact;
import dev.hostdouble.hostkey.HostkeyState.SnapshotBusy;
import dev.hostdouble.hostkey.IsoDao.Iso;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.Call;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What tasks are working on: the one notion of busy that all checks read. A task changes a server if its row puts it into
 * a slot: power, drive or snapshots. An image that is being mounted counts as mounted, and a task that uploads or deletes an
 * image keeps it from everything else.
 */
final class Busy {
    private final AsyncTasks tasks;
    private final ServerDao servers;
    private final SnapshotBusy snapshots;

    /** @param snapshots what happens where one of two tasks is about snapshots; any other two exclude each other */
    Busy(AsyncTasks tasks, ServerDao servers, SnapshotBusy snapshots) {
        this.tasks = tasks;
        this.servers = servers;
        this.snapshots = snapshots;
    }

    /** Whether a server refuses a task of a slot now, because another task changes it. */
    boolean refuses(Server server, String slot) {
        return tasks.changing(server.target()).stream()
                .anyMatch(running -> between(slot, running) == SnapshotBusy.REFUSE);
    }

    /** Requires that a server takes a task of a slot now: it is not suspended, and no other task changes it. */
    void require(Call call, Server server, String slot) {
        if (server.suspended()) {
            throw HostkeyError.SERVER_SUSPENDED.with();
        }
        if (refuses(server, slot)) {
            call.restsOn(HostkeyFact.BUSY_SERVER);
            throw HostkeyError.SERVER_BUSY.with();
        }
    }

    /** The slots whose tasks on a server have to end before the next one of a slot begins. */
    Set<String> before(Call call, Server server, String slot) {
        Set<String> running = new HashSet<>(tasks.changing(server.target()));
        if (!running.isEmpty()) {
            call.restsOn(HostkeyFact.BUSY_SERVER);
        }
        running.removeIf(other -> between(slot, other) != SnapshotBusy.QUEUE);
        return running;
    }

    private SnapshotBusy between(String slot, String running) {
        boolean isSnapshot = slot.equals(HostkeyOperations.SNAPSHOT) || running.equals(HostkeyOperations.SNAPSHOT);
        return isSnapshot ? snapshots : SnapshotBusy.REFUSE;
    }

    /** Whether something is in the drive of a server, or on its way into it. */
    boolean isLoaded(Call call, Server server) {
        if (!server.drive().isEmpty()) {
            return true;
        }
        boolean isBeingMounted = tasks.runningIn(HostkeyOperations.DRIVE, server.target())
                .anyMatch(task -> mounting(task).isPresent());
        if (isBeingMounted) {
            call.restsOn(HostkeyFact.IMAGE_BEING_MOUNTED);
        }
        return isBeingMounted;
    }

    /**
     * Requires that an image is neither in a drive nor on its way into one.
     *
     * @param facts gets what a refusal rests on
     */
    void requireUnmounted(Iso iso, Consumer<Fact> facts) {
        Optional<Long> loaded = servers.withDrive(iso.id());
        Optional<Long> server = loaded.or(() -> tasks.runningIn(HostkeyOperations.DRIVE)
                .filter(task -> mounting(task).filter(id -> id == iso.id()).isPresent())
                .map(task -> Long.parseLong(task.targetId()))
                .findFirst());
        server.ifPresent(id -> {
            facts.accept(HostkeyFact.MOUNTED_IMAGE);
            if (loaded.isEmpty()) {
                facts.accept(HostkeyFact.IMAGE_BEING_MOUNTED);
            }
            throw HostkeyError.ISO_IN_USE.with("server", id);
        });
    }

    /** Requires that no task uploads or deletes an image. */
    void requireIdle(Call call, Iso iso) {
        Set<String> running = tasks.changing(iso.target());
        if (!running.isEmpty()) {
            boolean isUpload = running.contains(HostkeyOperations.UPLOAD);
            call.restsOn(isUpload ? HostkeyFact.IMAGE_BEING_UPLOADED : HostkeyFact.IMAGE_BEING_DELETED);
            throw HostkeyError.ISO_BUSY.with("work", isUpload ? "uploaded" : "deleted");
        }
    }

    /** The image that a task is mounting. */
    private Optional<Long> mounting(Job task) {
        return tasks.slot(task).equals(HostkeyOperations.DRIVE)
                ? Optional.of(AsyncTasks.data(task, DriveSection.Change.class).next())
                        .filter(iso -> iso != 0)
                : Optional.empty();
    }
}
