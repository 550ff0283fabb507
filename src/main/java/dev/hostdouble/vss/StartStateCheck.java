package dev.hostdouble.vss;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.StateChecks;
import dev.hostdouble.yaml.Document;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
        images("/floppy-images", state.floppyImages(), ImageKind.FLOPPY);
        images("/vm-images", state.vmImages(), ImageKind.VM);
        for (int i = 0; i < state.users().size(); i++) {
            user("/users/" + i, state.users().get(i));
        }
        new AccountCheck(checks).check(state);
        if (state.mfa() == VssState.Mfa.ENFORCED
                && state.profile() == VssState.Profile.BEFORE_PAGING
                && state.users().stream().anyMatch(user -> user.totp() == null)) {
            document.addProblem(
                    "/mfa",
                    "enforced lets nobody in who has not set up one-time passwords, and profile before-paging has no"
                            + " /tf/enable: expected totp for each user, or another mfa or profile");
        }
        if (checks.areTimelines(state.timelines())) {
            requests(state);
        }
    }

    /** Ids are unique among all images, public or personal. */
    private void images(String at, List<VssState.Image> images) {
        for (int i = 0; i < images.size(); i++) {
            VssState.Image image = images.get(i);
            checks.unique(at + "/" + i + "/id", "image", image.id());
            image(at + "/" + i, image);
        }
    }

    /** Public images of another kind have ids of their own. */
    private void images(String at, List<VssState.Image> images, ImageKind kind) {
        for (int i = 0; i < images.size(); i++) {
            VssState.Image image = images.get(i);
            checks.unique(at + "/" + i + "/id", kind.noun(), image.id());
            image(at + "/" + i, image);
            if (!ImageKind.ofFile(image.path()).equals(Optional.of(kind))) {
                document.addProblem(
                        at + "/" + i + "/path",
                        "'" + Excerpt.of(image.path()) + "' is not " + kind.description()
                                + ": expected it to end in one of " + kind.suffixes());
            }
        }
    }

    private void image(String at, VssState.Image image) {
        path(at + "/path", image.path().substring(image.path().indexOf("] ") + 2));
        checks.time(at + "/created-on", image.createdOn());
        checks.time(at + "/updated-on", image.updatedOn());
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
            ImageKind kind = ImageKind.ofImage(image.path());
            if (kind != ImageKind.ISO) {
                checks.unique(at + "/images/" + i + "/id", kind.noun(), image.id());
            }
        }
        for (int i = 0; i < user.store().size(); i++) {
            VssState.FileYaml file = user.store().get(i);
            path(at + "/store/" + i + "/path", file.path());
            checks.unique(at + "/store/" + i + "/path", "file of " + user.name(), file.path());
            checks.time(at + "/store/" + i + "/modified", file.modified());
        }
        for (int i = 0; i < user.vms().size(); i++) {
            VmYaml vm = user.vms().get(i);
            checks.unique(at + "/vms/" + i + "/moref", "virtual machine", vm.moref());
            checks.unique(at + "/vms/" + i + "/uuid", "virtual machine", vm.uuid());
            checks.time(at + "/vms/" + i + "/created-on", vm.createdOn());
            if (!vm.ipAddress().isEmpty()) {
                checks.address(at + "/vms/" + i + "/ip-address", vm.ipAddress());
            }
        }
    }
}
