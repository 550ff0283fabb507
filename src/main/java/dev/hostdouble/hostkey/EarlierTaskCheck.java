package dev.hostdouble.hostkey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.StateChecks;
import dev.hostdouble.yaml.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Checks the tasks of a start state: what each operation needs, and what it works on. */
final class EarlierTaskCheck {
    private static final String NAME = "name";
    private static final String ISO = "iso";

    /** The keys that the task of an operation has besides those that all have; the first names what it works on. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "vm.create_snapshot", List.of("server", NAME, "type"),
            "vm.remove_snapshot", List.of("server", NAME, "type"),
            "vm.restore_snapshot", List.of("server", NAME, "type"),
            "iso.mount_iso", List.of("server", ISO),
            "iso.unmount_iso", List.of("server", ISO),
            "iso.upload", List.of("image"),
            "eq.on", List.of("server"),
            "eq.off", List.of("server"),
            "eq.reboot", List.of("server"));

    private final Document document;
    private final StateChecks checks;
    private final HostkeyState state;
    private final Map<String, Timeline> timelines;

    EarlierTaskCheck(Document document, StateChecks checks, HostkeyState state) {
        this.document = document;
        this.checks = checks;
        this.state = state;
        this.timelines = state.jobTimelines();
    }

    void check() {
        for (int i = 0; i < state.tasks().size(); i++) {
            TaskYaml task = state.tasks().get(i);
            String at = "/tasks/" + i;
            keys(at, task, document.root().path("tasks").path(i));
            checks.unique(at + "/key", "key", task.key());
            checks.age(
                    at + "/age", task.age(), task.isRunning(), Objects.requireNonNull(timelines.get(task.operation())));
            if (task.server() != null) {
                server(at, task, task.server());
            }
            if (task.image() != null) {
                image(at, task, task.image());
            }
        }
    }

    private void keys(String at, TaskYaml task, JsonNode found) {
        List<String> needed = new ArrayList<>(Objects.requireNonNull(KEYS.get(task.operation())));
        List<String> possible = new ArrayList<>(List.of("key", "operation", "state", "age"));
        if (needed.remove("type")) {
            possible.add("type");
        }
        if (!task.isRunning()) {
            needed.add("scope");
        }
        String what = "a " + task.state() + " task of " + task.operation();
        for (String key : needed) {
            if (!found.has(key)) {
                document.addProblem(at, what + " needs " + key);
            }
        }
        found.fieldNames().forEachRemaining(key -> {
            if (!needed.contains(key) && !possible.contains(key)) {
                document.addProblem(at + "/" + key, what + " has no " + key);
            }
        });
    }

    private void server(String at, TaskYaml task, long id) {
        Optional<HostkeyState.Vm> server =
                state.servers().stream().filter(known -> known.id() == id).findFirst();
        if (server.isEmpty()) {
            document.addProblem(at + "/server", "no server " + id);
        } else if (task.isRunning()) {
            checks.unique(at + "/server", "server at work", id);
            running(at, task, server.get());
        }
    }

    /** A running task finds what it works on as a call would have found it. */
    private void running(String at, TaskYaml task, HostkeyState.Vm server) {
        boolean hasSnapshot = server.snapshots().stream()
                .anyMatch(known ->
                        known.name().equals(task.name()) && known.type().equals(task.type()));
        switch (task.operation()) {
            case "vm.create_snapshot" ->
                require(!hasSnapshot, at + "/name", "server " + server.id() + " has a snapshot " + task.name());
            case "vm.remove_snapshot", "vm.restore_snapshot" ->
                require(hasSnapshot, at + "/name", "server " + server.id() + " has no snapshot " + task.name());
            case "iso.mount_iso" -> {
                require(server.iso().isEmpty(), at + "/server", "an image is mounted on server " + server.id());
                require(
                        state.isos().stream()
                                .anyMatch(iso -> iso.isoName().equals(task.iso())
                                        && iso.status().equals(IsoDao.ACTIVE)),
                        at + "/iso",
                        "no active image '" + task.iso() + "'");
            }
            case "iso.unmount_iso" ->
                require(
                        server.iso().equals(task.iso()),
                        at + "/iso",
                        "'" + task.iso() + "' is not mounted on server " + server.id());
            default -> {}
        }
    }

    private void image(String at, TaskYaml task, long id) {
        Optional<HostkeyState.Image> image =
                state.isos().stream().filter(known -> known.id() == id).findFirst();
        require(image.isPresent(), at + "/image", "no image " + id);
        require(
                !task.isRunning()
                        || image.filter(known -> !known.status().equals(IsoDao.PENDING))
                                .isEmpty(),
                at + "/image",
                "image " + id + " must have the status " + IsoDao.PENDING + " while it is uploaded");
    }

    private void require(boolean isRight, String at, String problem) {
        if (!isRight) {
            document.addProblem(at, problem);
        }
    }
}
