package dev.hostdouble.sequence;

import dev.hostdouble.sequence.HostkeyModel.Caller;
import dev.hostdouble.sequence.HostkeyModel.Ticket;
import dev.hostdouble.sequence.ModelJob.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The images in a {@link HostkeyModel}. The file of an image is called like no other one. */
final class HostkeyImages {
    static final String NO_ISO = "ISO not found";
    static final String MOUNTED = "ISO is mounted on server";

    private static final String DELETION = "deletion";
    private static final String UPLOAD = "upload";
    private static final String ACTIVE = "active";

    private final HostkeyModel model;
    private final TreeMap<Integer, Iso> all = new TreeMap<>();

    /** The types of what happened to each image, also to those that are gone. */
    final TreeMap<Integer, List<String>> history = new TreeMap<>();

    private int next = 125;

    HostkeyImages(HostkeyModel model) {
        this.model = model;
        all.put(123, new Iso(123, "Ubuntu 22.04", "ubuntu-22.04.iso", Caller.CLIENT.login, ACTIVE));
        all.put(124, new Iso(124, "Windows Server 2022", "windows-server-2022.iso", "", ACTIVE));
        record(123, "upload");
        record(124, "add");
    }

    /** An image; the owner of a public one is the empty text. */
    static final class Iso {
        final int id;
        final String name;
        String file;
        String owner;
        String status;
        boolean adminOnly;

        Iso(int id, String name, String file, String owner, String status) {
            this.id = id;
            this.name = name;
            this.file = file;
            this.owner = owner;
            this.status = status;
        }

        boolean isVisibleTo(Caller caller) {
            boolean isOwn = owner.isEmpty() || owner.equals(caller.login);
            return caller == Caller.ADMIN || (!adminOnly && (!caller.isClient() || isOwn));
        }

        boolean isAs(String otherFile, String otherOwner, String otherStatus, boolean forAdmins) {
            return file.equals(otherFile)
                    && owner.equals(otherOwner)
                    && status.equals(otherStatus)
                    && adminOnly == forAdmins;
        }

        /** Whether the caller can mount it on a server of that owner. */
        boolean isListed(Caller caller, String serverOwner) {
            return status.equals(ACTIVE) && isVisibleTo(caller) && (owner.isEmpty() || owner.equals(serverOwner));
        }
    }

    Collection<Iso> all() {
        return all.values();
    }

    Optional<Iso> find(int id) {
        return Optional.ofNullable(all.get(id));
    }

    boolean has(int id) {
        return all.containsKey(id);
    }

    void record(int iso, String event) {
        history.computeIfAbsent(iso, none -> new ArrayList<>()).add(event);
    }

    /** Why an image takes no call: a task works on it. */
    Optional<String> busy(Iso iso) {
        return model.jobs.open("iso/" + iso.id, Set.of(DELETION, UPLOAD)).stream()
                .findFirst()
                .map(job -> "ISO is being " + (job.slot.equals(UPLOAD) ? "uploaded" : "deleted"));
    }

    @Nullable
    Iso mountable(Caller caller, String file) {
        return all.values().stream()
                .filter(iso -> iso.file.equals(file) && iso.status.equals(ACTIVE) && iso.isVisibleTo(caller))
                .findFirst()
                .orElse(null);
    }

    /** Returns the id of the new image. */
    int upload(Caller caller, String name, Ticket ticket) {
        Iso iso = new Iso(next++, name, name + ".iso", caller.login, "Pending");
        all.put(iso.id, iso);
        model.start("upload", "iso/" + iso.id, UPLOAD, HostkeyModel.steps(6000), ticket, new Work() {
            @Override
            public Optional<String> finished(ModelJob job) {
                return uploaded(iso, ACTIVE) ? Optional.empty() : Optional.of(NO_ISO);
            }

            @Override
            public void failed(ModelJob job) {
                uploaded(iso, "Error");
            }
        });
        return iso.id;
    }

    private boolean uploaded(Iso iso, String status) {
        if (!has(iso.id)) {
            return false;
        }
        iso.status = status;
        record(iso.id, "upload");
        return true;
    }

    /** Why the caller cannot delete an image, or give it another file name. */
    private Optional<String> cannotChange(Caller caller, int id, String missing) {
        Optional<Iso> found = find(id).filter(iso -> iso.isVisibleTo(caller));
        if (found.isEmpty()) {
            return Optional.of(missing);
        }
        if (caller != Caller.ADMIN && !found.get().owner.equals(caller.login)) {
            return Optional.of("Access denied");
        }
        return busy(found.get()).or(() -> model.isMounted(id) ? Optional.of(MOUNTED) : Optional.empty());
    }

    /** Deletes an image at the end of a task, or at once: then the task has nothing left to do. */
    String del(Caller caller, int id, boolean isAtOnce, Ticket ticket) {
        Optional<String> why = cannotChange(caller, id, "Can't find iso data for id=" + id);
        if (why.isPresent()) {
            return why.get();
        }
        String answer = model.start("del", "iso/" + id, DELETION, HostkeyModel.steps(2000), ticket, job -> {
            if (isAtOnce || (has(id) && !model.isMounted(id))) {
                remove(id);
                return Optional.empty();
            }
            return Optional.of(has(id) ? MOUNTED : "Can't find iso data for id=" + id);
        });
        if (isAtOnce) {
            remove(id);
        }
        return answer;
    }

    private void remove(int id) {
        if (lose(id)) {
            record(id, "delete");
        }
    }

    /** Lets an image disappear; a drive keeps it. */
    boolean lose(int id) {
        return all.remove(id) != null;
    }

    String delete(Caller caller, int id) {
        Optional<String> why = cannotChange(caller, id, NO_ISO);
        if (why.isEmpty()) {
            remove(id);
        }
        return why.orElse(HostkeyModel.OK);
    }

    String rename(Caller caller, int id, String file) {
        Optional<String> why = cannotChange(caller, id, NO_ISO);
        if (why.isEmpty()) {
            find(id).orElseThrow().file = file;
            record(id, "update");
        }
        return why.orElse(HostkeyModel.OK);
    }

    /** Adds an image, or changes the one of that name; its file is called like it. */
    String add(Caller caller, String name, String owner, String status, boolean adminOnly) {
        if (caller != Caller.ADMIN) {
            return "Access denied";
        }
        Optional<Iso> known =
                all.values().stream().filter(iso -> iso.name.equals(name)).findFirst();
        String file = name + ".iso";
        Optional<String> busy = known.flatMap(this::busy);
        if (busy.isPresent()) {
            return busy.get();
        }
        if (known.filter(iso -> !iso.isAs(file, owner, status, adminOnly) && model.isMounted(iso.id))
                .isPresent()) {
            return MOUNTED;
        }
        Iso iso = known.orElseGet(() -> new Iso(next++, name, file, owner, status));
        iso.file = file;
        iso.owner = owner;
        iso.status = status;
        iso.adminOnly = adminOnly;
        all.put(iso.id, iso);
        record(iso.id, known.isPresent() ? "update" : "add");
        return HostkeyModel.OK;
    }
}
