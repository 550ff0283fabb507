package dev.hostdouble.vss;

import dev.hostdouble.job.StepYaml;
import dev.hostdouble.yaml.Document;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks what a schema cannot: no duplicates, and valid times. */
final class StartStateCheck {
    private final Document document;
    private final Map<Object, String> seen = new HashMap<>();

    StartStateCheck(Document document) {
        this.document = document;
    }

    void check(VssState state) {
        state.timelines().forEach((kind, steps) -> timeline("/timelines/" + kind, steps));
        images("/images", "public image", state.allImages());
        for (int i = 0; i < state.allUsers().size(); i++) {
            user("/users/" + i, state.allUsers().get(i));
        }
    }

    private void images(String at, String what, List<VssState.Image> images) {
        for (int i = 0; i < images.size(); i++) {
            VssState.Image image = images.get(i);
            once(at + "/" + i + "/id", what, image.id());
            time(at + "/" + i + "/created-on", image.createdOn());
            time(at + "/" + i + "/updated-on", image.updatedOn());
        }
    }

    private void user(String at, VssState.User user) {
        once(at + "/name", "user", user.name());
        time(at + "/created-on", user.createdOn());
        images(at + "/images", "personal image", user.images());
        for (int i = 0; i < user.images().size(); i++) {
            VssState.Image image = user.images().get(i);
            String folder = ImageDao.userFolder(user.name());
            if (!image.path().startsWith(folder)) {
                document.addProblem(at + "/images/" + i + "/path", "must begin with '" + folder + "'");
            }
            once(at + "/images/" + i + "/path", "personal image", image.path());
        }
        for (int i = 0; i < user.store().size(); i++) {
            VssState.FileYaml file = user.store().get(i);
            once(at + "/store/" + i + "/path", "file of " + user.name(), file.path());
            time(at + "/store/" + i + "/modified", file.modified());
        }
    }

    private void timeline(String at, List<StepYaml> steps) {
        try {
            StepYaml.timeline(steps);
        } catch (IllegalArgumentException e) {
            document.addProblem(at, String.valueOf(e.getMessage()));
        }
    }

    private void time(String at, String text) {
        try {
            Instant.parse(text);
        } catch (DateTimeException e) {
            document.addProblem(at, "'" + text + "' is not a time: expected ISO-8601, e.g. 2017-11-17T18:43:11Z");
        }
    }

    private void once(String at, String what, Object value) {
        String before = seen.putIfAbsent(what + " " + value, at);
        if (before != null) {
            document.addProblem(at, what + " " + value + " is a duplicate of " + before);
        }
    }
}
