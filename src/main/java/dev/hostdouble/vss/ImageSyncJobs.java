package dev.hostdouble.vss;

import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.CallJobs;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.FileStore.StoredFile;
import dev.hostdouble.vss.ImageDao.NewImage;
import dev.hostdouble.vss.RequestDao.UserRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Synchronizations of one kind of images: what lies in a user's store becomes the user's images, once a request for it has
 * been processed. Each looks at the store as it is at its end, so of two at a time the later finds nothing left to do
 * (assumed). It passes over files of other kinds.
 */
final class ImageSyncJobs implements JobCompletion {
    private final ImageKind kind;
    private final CallJobs starts;
    private final UserRequests requests;
    private final UserImageDao images;
    private final FileStore files;
    private final Drives drives;

    ImageSyncJobs(
            ImageKind kind,
            CallJobs starts,
            UserRequests requests,
            UserImageDao images,
            FileStore files,
            Drives drives) {
        this.kind = kind;
        this.starts = starts;
        this.requests = requests;
        this.images = images;
        this.files = files;
        this.drives = drives;
    }

    /** Accepts a request for the user who calls. */
    UserRequest start(Call call) {
        UserRequest request = requests.next(call.now());
        starts.start(call, String.valueOf(request.id()), call.account(), "");
        return request;
    }

    @Override
    public void started(Job job, Instant at) {
        accepted(job.target(), Long.parseLong(job.id()), at);
    }

    /** Notes a request of a user that was accepted at a date. */
    void accepted(String user, long id, Instant at) {
        requests.accepted(kind.request(), user, id, at);
    }

    @Override
    public String finished(Job job, Instant at) {
        return synchronize(job.target(), at).text();
    }

    /** A file that cannot be read spoils all of it (assumed). */
    private Outcome synchronize(String user, Instant at) {
        Map<String, Instant> gone = images.seen(user, kind);
        List<String> added = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (StoredFile file : files.list(user)) {
            Optional<ImageKind> found = ImageKind.ofFile(file.path());
            if (found.isPresent() && found.get() != kind) {
                continue;
            }
            String path = UserImageDao.userFolder(user) + file.path();
            if (file.unreadable()) {
                throw VssError.UNREADABLE_FILE.with("path", path);
            }
            if (found.isEmpty()) {
                warnings.add(path + " is not " + kind.description());
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
        for (String path : deleted) {
            images.delete(user, path);
            drives.holding(user, path).forEach(vm -> warnings.add(path + " is gone from a drive of " + vm));
        }
        return new Outcome(added, deleted, List.of(), warnings);
    }
}
