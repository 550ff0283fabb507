package dev.hostdouble.vss;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.StateChecks;
import dev.hostdouble.yaml.Document;
import java.util.List;
import java.util.Objects;

/** Checks what a schema cannot: no duplicates, and valid times. */
final class StartStateCheck {
    private final Document document;
    private final StateChecks checks;

    StartStateCheck(Document document) {
        this.document = document;
        this.checks = new StateChecks(document);
    }

    void check(VssState state) {
        images("/images", state.images());
        for (int i = 0; i < state.users().size(); i++) {
            user("/users/" + i, state.users().get(i));
        }
        new AccountCheck(checks).check(state);
        if (checks.areTimelines(state.timelines())) {
            requests(state);
        }
    }

    /** Ids are unique among all images, public or personal. */
    private void images(String at, List<VssState.Image> images) {
        for (int i = 0; i < images.size(); i++) {
            VssState.Image image = images.get(i);
            checks.unique(at + "/" + i + "/id", "image", image.id());
            path(at + "/" + i + "/path", image.path().substring(image.path().indexOf("] ") + 2));
            checks.time(at + "/" + i + "/created-on", image.createdOn());
            checks.time(at + "/" + i + "/updated-on", image.updatedOn());
        }
    }

    private void path(String at, String path) {
        if (!FileStore.isPath(path)) {
            document.addProblem(
                    at, "'" + Excerpt.of(path) + "' is not the path of a file: expected " + FileStore.ALLOWED_PATH);
        }
    }

    private void requests(VssState state) {
        List<String> users = state.users().stream().map(VssState.User::name).toList();
        Timeline timeline = Objects.requireNonNull(state.jobTimelines().get(EarlierSyncs.OPERATION));
        for (int i = 0; i < state.requests().size(); i++) {
            RequestYaml request = state.requests().get(i);
            String at = "/requests/" + i;
            checks.unique(at + "/id", "request", request.id());
            if (request.id() >= state.next().request()) {
                document.addProblem(
                        at + "/id",
                        "must be below next.request, " + state.next().request());
            }
            if (!users.contains(request.user())) {
                document.addProblem(
                        at + "/user", "no user '" + Excerpt.of(request.user()) + "': expected one of " + users);
            }
            checks.age(at + "/age", request.age(), request.isRunning(), timeline);
            boolean hasFailed = request.state().equals("failed");
            if (hasFailed == request.error().isEmpty()) {
                document.addProblem(at + "/error", "expected an error if the state is failed, and only then");
            }
            boolean hasResult = !request.added().isEmpty()
                    || !request.deleted().isEmpty()
                    || !request.warnings().isEmpty();
            if (hasResult && !request.state().equals("finished")) {
                document.addProblem(at, "only a finished request has added, deleted or warnings");
            }
        }
    }

    private void user(String at, VssState.User user) {
        checks.unique(at + "/name", "user", user.name());
        checks.time(at + "/created-on", user.createdOn());
        images(at + "/images", user.images());
        for (int i = 0; i < user.images().size(); i++) {
            VssState.Image image = user.images().get(i);
            String folder = UserImageDao.userFolder(user.name());
            if (!image.path().startsWith(folder)) {
                document.addProblem(at + "/images/" + i + "/path", "must begin with '" + folder + "'");
            }
            checks.unique(at + "/images/" + i + "/path", "personal image", image.path());
        }
        for (int i = 0; i < user.store().size(); i++) {
            VssState.FileYaml file = user.store().get(i);
            path(at + "/store/" + i + "/path", file.path());
            checks.unique(at + "/store/" + i + "/path", "file of " + user.name(), file.path());
            checks.time(at + "/store/" + i + "/modified", file.modified());
        }
    }
}
