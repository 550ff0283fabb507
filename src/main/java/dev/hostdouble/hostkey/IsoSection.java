package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** HOSTKEY, page "Iso": making, changing and deleting images. */
final class IsoSection {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}\\.[^@\\s.]{2,}");

    private final AccountDao accounts;
    private final IsoDao isos;
    private final ServerDao servers;
    private final HistoryDao history;
    private final AsyncTasks tasks;

    IsoSection(AccountDao accounts, IsoDao isos, ServerDao servers, HistoryDao history, AsyncTasks tasks) {
        this.accounts = accounts;
        this.isos = isos;
        this.servers = servers;
        this.history = history;
        this.tasks = tasks;
    }

    /** add: creates an image, or updates the one of that name. For administrators (documented). */
    Reply add(Call call) {
        Account caller = accounts.caller(call);
        if (!caller.isAdministrator()) {
            throw HostkeyError.ACCESS_DENIED.with();
        }
        Input params = Input.of(call).in("params");
        String name = require(params, "name");
        String shortName = require(params, "short_name");
        String isoName = require(params, "iso_name");
        String owner = params.text("private")
                .filter(email -> EMAIL.matcher(email).matches())
                .orElseThrow(() -> HostkeyError.INVALID_ARGUMENT.with("name", "private"));
        Optional<IsoDao.Iso> known = isos.findByName(name);
        IsoDao.Iso iso = new IsoDao.Iso(
                known.map(IsoDao.Iso::id).orElseGet(isos::next),
                name,
                shortName,
                isoName,
                owner,
                params.text("description")
                        .orElse(known.map(IsoDao.Iso::description).orElse("")),
                adminOnly(params, known),
                params.text("status").orElse(known.map(IsoDao.Iso::status).orElse(IsoDao.PENDING)),
                known.map(IsoDao.Iso::size).orElse(0L),
                known.map(IsoDao.Iso::createdAt).orElse(call.now()),
                call.now());
        if (known.isPresent()) {
            isos.update(iso);
        } else {
            isos.insert(iso);
        }
        String type = known.isPresent() ? "update" : "add";
        history.record(iso, type, known.isPresent() ? "ISO updated" : "ISO added", caller.login(), call.now());
        return HostkeyReply.iso("add", IsoJson.of(iso));
    }

    private static String require(Input params, String name) {
        return params.text(name).orElseThrow(() -> HostkeyError.INVALID_ARGUMENT.with("name", name));
    }

    private static boolean adminOnly(Input params, Optional<IsoDao.Iso> known) {
        return params.text("admin_only").isPresent()
                ? params.flag("admin_only")
                : known.map(IsoDao.Iso::adminOnly).orElse(false);
    }

    /** update: description and file name of an image. */
    Reply update(Call call) {
        Account caller = accounts.caller(call);
        Input params = Input.of(call).in("params");
        IsoDao.Iso iso = params.id("id")
                .flatMap(isos::find)
                .filter(found -> found.visibleTo(caller))
                .orElseThrow(HostkeyError.ISO_NOT_FOUND::with);
        requireChangeable(iso, caller);
        IsoDao.Iso updated = new IsoDao.Iso(
                iso.id(),
                iso.name(),
                iso.shortName(),
                params.text("iso_name").orElse(iso.isoName()),
                iso.owner(),
                params.text("description").orElse(iso.description()),
                iso.adminOnly(),
                iso.status(),
                iso.size(),
                iso.createdAt(),
                call.now());
        requireUnmounted(iso, !updated.isoName().equals(iso.isoName()));
        isos.update(updated);
        history.record(updated, "update", "ISO updated", caller.login(), call.now());
        return HostkeyReply.iso(
                "update",
                new UpdatedJson(updated.id(), updated.isoName(), updated.description(), Times.iso(call.now())));
    }

    /** del: queued, or at once with {@code params[pending]}. For administrators and owners (documented). */
    Reply del(Call call) {
        Account caller = accounts.caller(call);
        Input params = Input.of(call).in("params");
        String asked = params.text("id").orElse("");
        IsoDao.Iso iso = params.id("id")
                .flatMap(isos::find)
                .filter(found -> found.visibleTo(caller))
                .orElseThrow(() -> HostkeyError.ISO_DATA_NOT_FOUND.with("id", asked));
        requireChangeable(iso, caller);
        requireUnmounted(iso, true);
        if (!tasks.running(HostkeyOperations.DELETION, iso.target()).isEmpty()) {
            throw HostkeyError.ISO_DATA_NOT_FOUND.with("id", asked); // it is on its way out
        }
        String key = tasks.start(call, iso.target(), new Target(iso.id(), caller.login()));
        if (params.flag("pending")) {
            remove(iso, caller.login(), call.now());
        }
        return HostkeyReply.iso("del", new Queued("ok", key));
    }

    /** delete: at once. For administrators and owners (assumed, as for del). */
    Reply delete(Call call) {
        Account caller = accounts.caller(call);
        long id = Input.of(call).id("id").orElseThrow(HostkeyError.ISO_ID_REQUIRED::with);
        IsoDao.Iso iso =
                isos.find(id).filter(found -> found.visibleTo(caller)).orElseThrow(HostkeyError.ISO_NOT_FOUND::with);
        requireChangeable(iso, caller);
        requireUnmounted(iso, true);
        remove(iso, caller.login(), call.now());
        return HostkeyReply.iso("delete", new Deleted(id));
    }

    private static void requireChangeable(IsoDao.Iso iso, Account caller) {
        if (!iso.changeableBy(caller)) {
            throw HostkeyError.ACCESS_DENIED.with();
        }
    }

    /** An image in a drive keeps its name and stays (assumed). */
    private void requireUnmounted(IsoDao.Iso iso, boolean matters) {
        if (matters) {
            servers.withDrive(iso.id()).ifPresent(server -> {
                throw HostkeyError.ISO_IN_USE.with("id", server);
            });
        }
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
            Target target = PhpJson.decode(job.argument(), Target.class);
            Optional<IsoDao.Iso> iso = isos.find(target.id());
            iso.ifPresent(found -> requireUnmounted(found, true));
            iso.ifPresent(found -> remove(found, target.login(), at));
            return AsyncTasks.TaskResult.text("ISO deleted", AsyncTasks.TaskResult.context("del", target.id()));
        }
    }

    private record Target(long id, String login) {}

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
