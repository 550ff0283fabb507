package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.AsyncTasks.Task;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.Optional;

/** HOSTKEY, page "Iso": making, changing and deleting images. */
final class IsoSection {
    private final AccountDao accounts;
    private final IsoDao isos;
    private final HistoryDao history;
    private final AsyncTasks tasks;
    private final Busy busy;

    IsoSection(AccountDao accounts, IsoDao isos, HistoryDao history, AsyncTasks tasks, Busy busy) {
        this.accounts = accounts;
        this.isos = isos;
        this.history = history;
        this.tasks = tasks;
        this.busy = busy;
    }

    /**
     * add: creates an image, or updates the one of that name: the parameters that are given, and the status (documented).
     * For administrators (documented).
     */
    Reply add(Call call) {
        Account caller = accounts.caller(call);
        if (!caller.isAdministrator()) {
            throw HostkeyError.ACCESS_DENIED.with();
        }
        Input input = Input.checked(call);
        String name = input.text("params[name]").orElseThrow();
        String isoName = input.text("params[iso_name]").orElseThrow();
        Optional<IsoDao.Iso> known = isos.findByName(name);
        known.ifPresent(iso -> busy.requireIdle(call, iso));
        String status = input.text("params[status]").orElse(IsoDao.PENDING);
        if (status.equals(IsoDao.ERROR)) {
            call.restsOn(HostkeyFact.KNOWN_STATUSES);
        }
        IsoDao.Iso iso = new IsoDao.Iso(
                known.map(IsoDao.Iso::id).orElseGet(isos::next),
                name,
                input.text("params[short_name]").orElseThrow(),
                isoName,
                owner(call, input),
                input.text("params[description]")
                        .orElse(known.map(IsoDao.Iso::description).orElse("")),
                input.text("params[admin_only]")
                        .map(flag -> flag.equals("1"))
                        .orElse(known.map(IsoDao.Iso::adminOnly).orElse(false)),
                status,
                known.map(IsoDao.Iso::size).orElse(0L),
                known.map(IsoDao.Iso::createdAt).orElse(call.now()),
                call.now());
        known.filter(iso::isUsedDifferentlyFrom).ifPresent(used -> busy.requireUnmounted(used, call::restsOn));
        if (known.isPresent()) {
            isos.update(iso);
        } else {
            isos.insert(iso);
        }
        String type = known.isPresent() ? "update" : "add";
        history.record(iso, type, known.isPresent() ? "ISO updated" : "ISO added", caller.login(), call.now());
        return HostkeyReply.iso("add", IsoJson.of(iso));
    }

    /** The client whose private image it is. */
    private String owner(Call call, Input input) {
        String email = input.text("params[private]").orElseThrow();
        if (accounts.findClient(email).isEmpty()) {
            call.restsOn(HostkeyFact.OWNER_IS_A_CLIENT);
            throw HostkeyError.INVALID_ARGUMENT.with("name", "private");
        }
        return email;
    }

    /** update: description and file name of an image. */
    Reply update(Call call) {
        Account caller = accounts.caller(call);
        Input input = Input.checked(call);
        IsoDao.Iso iso = isos.find(call, input.id("params[id]"), caller).orElseThrow(HostkeyError.ISO_NOT_FOUND::with);
        requireChangeable(iso, caller);
        Optional<String> description = input.text("params[description]");
        Optional<String> newName = input.text("params[iso_name]");
        if (description.isEmpty() && newName.isEmpty()) {
            call.restsOn(HostkeyFact.UPDATE_OF_NOTHING);
        }
        String isoName = newName.orElse(iso.isoName());
        busy.requireIdle(call, iso);
        IsoDao.Iso updated = new IsoDao.Iso(
                iso.id(),
                iso.name(),
                iso.shortName(),
                isoName,
                iso.owner(),
                description.orElse(iso.description()),
                iso.adminOnly(),
                iso.status(),
                iso.size(),
                iso.createdAt(),
                call.now());
        if (updated.isUsedDifferentlyFrom(iso)) {
            busy.requireUnmounted(iso, call::restsOn);
        }
        isos.update(updated);
        history.record(updated, "update", "ISO updated", caller.login(), call.now());
        return HostkeyReply.iso(
                "update",
                new UpdatedJson(updated.id(), updated.isoName(), updated.description(), Times.iso(call.now())));
    }

    /** del: queued, or at once with {@code params[pending]}. For administrators and owners (documented). */
    Reply del(Call call) {
        Account caller = accounts.caller(call);
        Input input = Input.checked(call);
        Optional<Long> id = input.id("params[id]");
        IsoDao.Iso iso = isos.find(call, id, caller)
                .orElseThrow(() -> HostkeyError.ISO_DATA_NOT_FOUND.with("id", id.orElseThrow()));
        requireChangeable(iso, caller);
        requireFree(call, iso);
        boolean isAtOnce = input.flag("params[pending]");
        String key = tasks.start(call, Task.of(call, iso.target(), new Target(iso.id(), caller.login(), isAtOnce)));
        if (isAtOnce) {
            remove(iso, caller.login(), call.now());
        }
        return HostkeyReply.iso("del", new Queued("ok", key));
    }

    /** delete: at once. For administrators and owners (assumed, as for del). */
    Reply delete(Call call) {
        Account caller = accounts.caller(call);
        Optional<IsoDao.Iso> found = isos.find(call, Input.checked(call).id("id"), caller);
        if (found.filter(known -> known.changeableBy(caller)).isEmpty()) {
            call.restsOn(HostkeyFact.DELETE_AS_DEL);
        }
        IsoDao.Iso iso = found.orElseThrow(HostkeyError.ISO_NOT_FOUND::with);
        requireChangeable(iso, caller);
        requireFree(call, iso);
        remove(iso, caller.login(), call.now());
        return HostkeyReply.iso("delete", new Deleted(iso.id()));
    }

    private static void requireChangeable(IsoDao.Iso iso, Account caller) {
        if (!iso.changeableBy(caller)) {
            throw HostkeyError.ACCESS_DENIED.with();
        }
    }

    /** An image in a drive stays (assumed), and so does one that is being uploaded, or deleted already. */
    private void requireFree(Call call, IsoDao.Iso iso) {
        busy.requireIdle(call, iso);
        busy.requireUnmounted(iso, call::restsOn);
    }

    private void remove(IsoDao.Iso iso, String login, Instant now) {
        isos.delete(iso.id());
        history.record(iso, "delete", "ISO deleted", login, now);
    }

    JobCompletion deletion() {
        return new Deletion();
    }

    private final class Deletion implements JobCompletion {
        @Override
        public String finished(Job job, Instant at) {
            Target target = AsyncTasks.data(job, Target.class);
            if (!target.removed()) {
                IsoDao.Iso iso = isos.find(target.id())
                        .orElseThrow(() -> HostkeyError.ISO_DATA_NOT_FOUND.with("id", target.id()));
                busy.requireUnmounted(iso, fact -> {});
                remove(iso, target.login(), at);
            }
            return TaskResult.of("ISO deleted", CompanionFact.TASK_RESULTS);
        }
    }

    /** @param removed whether the call has already removed the image: the task only ends (assumed) */
    private record Target(long id, String login, boolean removed) {}

    private record Queued(String result, String key) {}

    private record Deleted(long id) {}

    private record UpdatedJson(
            long id,
            @JsonProperty("iso_name") String isoName,
            String description,
            @JsonProperty("updated_at") String updatedAt) {}

    /** An image with everything, in the order of the page; admin_only is 0 or 1. */
    private record IsoJson(
            long id,
            String name,
            @JsonProperty("short_name") String shortName,
            @JsonProperty("iso_name") String isoName,
            @JsonProperty("private") String owner,
            String description,
            @JsonProperty("admin_only") int adminOnly,
            String status,
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("updated_at") String updatedAt) {
        static IsoJson of(IsoDao.Iso iso) {
            return new IsoJson(
                    iso.id(),
                    iso.name(),
                    iso.shortName(),
                    iso.isoName(),
                    iso.owner(),
                    iso.description(),
                    iso.adminOnly() ? 1 : 0,
                    iso.status(),
                    Times.iso(iso.createdAt()),
                    Times.iso(iso.updatedAt()));
        }
    }
}
