package dev.hostdouble.vss;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.CallJobs;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.FileStore.StoredFile;
import dev.hostdouble.vss.ImageDao.NewImage;
import dev.hostdouble.vss.RequestDao.SyncRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Synchronizations: what lies in a user's store becomes the user's images, once a request for it has been processed. Each
 * looks at the store as it is at its end, so of two at a time the later finds nothing left to do (assumed).
 */
final class ImageSyncJobs implements JobCompletion {
    static final String SUBMITTED = "SUBMITTED";

    private static final String PROVIDER = VssApi.NAME;
    private static final String SUFFIX = ".iso";
    private static final int UUID_BYTES = 16;

    private final Jobs jobs;
    private final CallJobs starts;
    private final RequestDao requests;
    private final UserImageDao images;
    private final FileStore files;
    private final RandomSource seed;

    ImageSyncJobs(
            Jobs jobs,
            RequestDao requests,
            UserImageDao images,
            FileStore files,
            RandomSource seed,
            Map<String, Timeline> timelines) {
        this.jobs = jobs;
        this.starts = new CallJobs(jobs, timelines);
        this.requests = requests;
        this.images = images;
        this.files = files;
        this.seed = seed;
    }

    /**
     * The result of a synchronization, by path.
     *
     * @param warnings files that are no images
     */
    record Outcome(List<String> added, List<String> deleted, List<String> errors, List<String> warnings) {
        static final Outcome NONE = new Outcome(List.of(), List.of(), List.of(), List.of());

        Outcome {
            added = List.copyOf(added);
            deleted = List.copyOf(deleted);
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }

        static Outcome failed(String why) {
            return new Outcome(List.of(), List.of(), List.of(why), List.of());
        }
    }

    /** The result of a synchronization; nothing until it has ended. */
    static Outcome outcome(Job job) {
        boolean failed = job.settled() && job.at(Duration.ZERO).status().equals(Timeline.FAILED);
        return job.output()
                .map(output -> failed
                        ? Outcome.failed(VssJson.decode(output, String.class))
                        : VssJson.decode(output, Outcome.class))
                .orElse(Outcome.NONE);
    }

    /** Accepts a request for the user who calls. */
    SyncRequest start(Call call) {
        SyncRequest request = request(requests.next(), call.now());
        starts.start(call, String.valueOf(request.id()), call.account(), "");
        return request;
    }

    private SyncRequest request(long id, Instant created) {
        ByteBuffer bits = ByteBuffer.wrap(seed.stream("vss.task", id).nextBytes(UUID_BYTES));
        return new SyncRequest(id, new UUID(bits.getLong(), bits.getLong()).toString(), created);
    }

    /** The jobs of a user's requests, by the id of the request. */
    Map<String, Job> jobsOf(String user) {
        return jobs.on(PROVIDER, user).all().stream().collect(Collectors.toMap(Job::id, Function.identity()));
    }

    Optional<Job> job(SyncRequest request) {
        return jobs.find(PROVIDER, String.valueOf(request.id()));
    }

    @Override
    public void started(Job job, Instant at) {
        accepted(job.target(), Long.parseLong(job.id()), at);
    }

    /** Notes a request of a user that was accepted at a date. */
    void accepted(String user, long id, Instant at) {
        requests.insert(user, request(id, at));
    }

    @Override
    public String finished(Job job, Instant at) {
        return VssJson.encode(synchronize(job.target(), at)).text();
    }

    /** A file that cannot be read spoils all of it (assumed). */
    private Outcome synchronize(String user, Instant at) {
        Map<String, Instant> gone = images.seen(user);
        List<String> added = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (StoredFile file : files.list(user)) {
            String path = UserImageDao.userFolder(user) + file.path();
            if (file.unreadable()) {
                throw VssError.UNREADABLE_FILE.with("path", path);
            }
            if (!file.path().toLowerCase(Locale.ROOT).endsWith(SUFFIX)) {
                warnings.add(path + " is not an ISO image");
                continue;
            }
            Instant seen = gone.remove(path);
            if (seen == null) {
                images.insert(user, new NewImage(images.next(), path, at, at), file.modified());
                added.add(path);
            } else if (!seen.equals(file.modified())) {
                images.touch(user, path, file.modified(), at);
            }
        }
        List<String> deleted = List.copyOf(gone.keySet());
        deleted.forEach(path -> images.delete(user, path));
        return new Outcome(added, deleted, List.of(), warnings);
    }
}
