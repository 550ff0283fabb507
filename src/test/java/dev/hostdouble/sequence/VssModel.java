package dev.hostdouble.sequence;

import dev.hostdouble.sequence.ModelJob.Steps;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What VSS has to do on the shipped start state, in plain Java: images, stores, synchronizations and tokens. */
final class VssModel {
    private static final long TOKEN_LIFE = 24 * 3_600_000L;
    private static final Steps SYNC = Steps.of(List.of(0.0, 0.1, 0.5, 1.0), 0, 1000, 2000, 5000);
    private static final String IN_A_DRIVE =
            "[vssUser-xfers] josem/config-drive/501219a5-a563-787c-f334-e7b65e829dca-ud.iso";
    private static final DateTimeFormatter TIMES = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss zzz", Locale.ENGLISH)
            .withZone(ZoneId.of("America/Toronto"));

    /** A file in a store; {@code modified} is its time. */
    record File(String modified, boolean unreadable) {}

    /** A personal image; times as they are printed. */
    record Image(int id, String path, String modified, String created, String updated) {
        String shown() {
            return id + " " + path + " " + created + " " + updated;
        }
    }

    /** A request and the job that processes it. */
    static final class Sync {
        final int id;
        final String user;
        final ModelJob job;
        private List<String> added = List.of();
        private List<String> deleted = List.of();
        private List<String> warnings = List.of();

        private Sync(int id, String user, ModelJob job) {
            this.id = id;
            this.user = user;
            this.job = job;
        }
    }

    /** What belongs to one user. */
    static final class User {
        private final String folder;
        final TreeMap<String, File> store = new TreeMap<>();
        private final TreeMap<String, Image> images = new TreeMap<>(); // by path
        final List<Sync> syncs = new ArrayList<>();

        private User(String name) {
            folder = "[vssUser-xfers] " + name + "/";
        }

        List<Image> images() {
            return images.values().stream()
                    .sorted((one, other) -> Integer.compare(one.id(), other.id()))
                    .toList();
        }
    }

    final ModelJobs jobs = new ModelJobs();
    final TreeSet<Integer> catalogue = new TreeSet<>(Set.of(225, 226));
    final Map<String, User> users = Map.of("josem", new User("josem"), "jm", new User("jm"));

    private Instant start;
    private final Map<String, Long> deadlines = new HashMap<>(); // of tokens
    private final Map<String, String> owners = new HashMap<>(); // of tokens
    private final TreeMap<Integer, String> listed = new TreeMap<>(); // tokens that are in lists, by their ids
    private int nextToken = 1;
    private int nextImage = 227;
    private int nextRequest = 42;

    VssModel(Instant start) {
        this.start = start;
        IntStream.rangeClosed(1, 222).forEach(catalogue::add);
        User josem = user("josem");
        String modified = "2017-11-17T18:50:02Z";
        for (String file : List.of(
                "config-drive/501219a5-a563-787c-f334-e7b65e829dca-ud.iso",
                "config-drive/50128758-774e-a3df-7137-5b6aa38aa760-ud.iso")) {
            String path = josem.folder + file;
            int id = 223 + josem.images.size();
            josem.store.put(file, new File(modified, false));
            josem.images.put(path, new Image(id, path, modified, "2017-11-17 13:51:31 EST", "2017-11-17 13:51:31 EST"));
        }
        josem.store.put("isos/Debian-9.3.0-amd64-netinst.iso", new File("2017-12-11T15:20:00Z", false));
        josem.store.put("isos/SHA256SUMS", new File("2017-12-11T15:20:00Z", false));
    }

    User user(String name) {
        User user = users.get(name);
        if (user == null) {
            throw new IllegalArgumentException("no user " + name);
        }
        return user;
    }

    /** Another date now; no time passes. */
    void setDate(Instant now) {
        start = now.minusMillis(jobs.now());
    }

    /** The present as a file's time. */
    String now() {
        return start.plusMillis(jobs.now()).toString();
    }

    private String printed(long millis) {
        return TIMES.format(start.plusMillis(millis));
    }

    /** A user has logged in; returns whether the token is new. */
    boolean login(String user, String token) {
        owners.put(token, user);
        listed.put(nextToken++, token);
        return deadlines.put(token, jobs.now() + TOKEN_LIFE) == null;
    }

    boolean isValid(String token) {
        return deadlines.getOrDefault(token, 0L) > jobs.now();
    }

    /** Ends all tokens of a user; returns whether there was a valid one. */
    boolean revoke(String user) {
        List<String> valid = deadlines.keySet().stream()
                .filter(token -> user.equals(owners.get(token)) && isValid(token))
                .toList();
        valid.forEach(token -> deadlines.put(token, 0L));
        return !valid.isEmpty();
    }

    /** The ids of a user's tokens, each with whether it is valid. */
    Map<Integer, Boolean> tokens(String user) {
        Map<Integer, Boolean> tokens = new TreeMap<>();
        listed.forEach((id, token) -> {
            if (user.equals(owners.get(token))) {
                tokens.put(id, isValid(token));
            }
        });
        return tokens;
    }

    /** Ends a token; a deleted one is no longer in the list. */
    void revoke(int id, boolean isDeleted) {
        String token = listed.getOrDefault(id, "");
        deadlines.put(token, 0L);
        if (isDeleted) {
            listed.remove(id);
        }
    }

    /** Returns the id of the new request, which does not exist if its job vanishes. */
    int sync(String user, Fault fault) {
        int id = nextRequest++;
        ModelJob job = new ModelJob(
                String.valueOf(id), "sync", user, "", Set.of(), fault.of(SYNC), Optional.empty(), this::processed);
        if (fault != Fault.VANISH) {
            user(user).syncs.add(new Sync(id, user, job));
            jobs.start(job);
        }
        return id;
    }

    private Optional<String> processed(ModelJob job) {
        User user = user(job.target);
        Sync sync =
                user.syncs.stream().filter(one -> one.job == job).findFirst().orElseThrow();
        Optional<String> broken = user.store.entrySet().stream()
                .filter(file -> file.getValue().unreadable())
                .map(file -> user.folder + file.getKey())
                .findFirst();
        if (broken.isPresent()) {
            return broken;
        }
        List<String> added = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        TreeSet<String> gone = new TreeSet<>(user.images.keySet());
        user.store.forEach((file, content) -> {
            String path = user.folder + file;
            if (!file.endsWith(".iso")) {
                warnings.add(path + " is not an ISO image");
            } else if (gone.remove(path)) {
                user.images.computeIfPresent(path, (same, known) -> touched(known, content, job.endedAt()));
            } else {
                user.images.put(path, image(path, content.modified(), job.endedAt()));
                added.add(path);
            }
        });
        gone.forEach(user.images::remove);
        sync.added = added;
        sync.deleted = List.copyOf(gone);
        gone.stream()
                .filter(path -> path.equals(IN_A_DRIVE))
                .forEach(path -> warnings.add(path + " is gone from a drive of vm-2182"));
        sync.warnings = warnings;
        return Optional.empty();
    }

    private Image image(String path, String modified, long at) {
        return new Image(nextImage++, path, modified, printed(at), printed(at));
    }

    private Image touched(Image known, File file, long at) {
        return file.modified().equals(known.modified())
                ? known
                : new Image(known.id(), known.path(), file.modified(), known.created(), printed(at));
    }

    /** A request as it is now: id, status, what it has added, deleted and warned of, and the number of its errors. */
    String shown(Sync sync) {
        return sync.id + " " + status(sync.job) + " " + sync.added + " " + sync.deleted + " " + sync.warnings + " "
                + (sync.job.end() == ModelJob.End.FAILED ? 1 : 0);
    }

    String status(ModelJob job) {
        double progress = job.progress(jobs.now());
        return switch (job.end()) {
            case FINISHED -> "PROCESSED";
            case FAILED -> "ERROR";
            case NEVER -> progress == 0 ? "SUBMITTED" : progress == 0.1 ? "PENDING" : "IN_PROGRESS";
        };
    }

    /** Lets public images appear, with ids after all that have been. */
    void publish(int count) {
        for (int i = 0; i < count; i++) {
            catalogue.add(nextImage++);
        }
    }

    /** Lets an image appear in a user's list and store, or disappear from both; returns whether that changes anything. */
    boolean change(User user, String file, boolean isAdded) {
        String path = user.folder + file;
        if (!file.endsWith(".iso") || user.images.containsKey(path) == isAdded) {
            return false;
        }
        if (isAdded) {
            user.store.put(file, new File(now(), false));
            user.images.put(path, image(path, now(), jobs.now()));
        } else {
            user.store.remove(file);
            user.images.remove(path);
        }
        return true;
    }
}
