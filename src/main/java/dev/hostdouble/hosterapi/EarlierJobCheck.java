package dev.hostdouble.hosterapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.StateChecks;
import dev.hostdouble.yaml.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the jobs of a start state: what each operation needs, and what it works on. */
final class EarlierJobCheck {
    private static final String SERVER = "server";
    private static final String DEDICATED = "dedicated";

    /**
     * What the job of an operation has.
     *
     * @param target the key of what it works on; empty for none
     * @param needed the keys it needs while it runs
     * @param possible the keys it may have while it runs, too
     */
    private record Keys(String target, List<String> needed, List<String> possible) {}

    private static final Map<String, Keys> KEYS = Map.of(
            "server.create",
            new Keys("", List.of("template", "cpu-cores", "mem", "disk", "ip-count"), List.of()),
            "server.reinstall",
            new Keys(SERVER, List.of(), List.of("template")),
            "server.change",
            new Keys(SERVER, List.of(), List.of("cpu-cores", "mem", "disk", "ip-count")),
            "server.backups_create",
            new Keys(SERVER, List.of(), List.of()),
            "server.backups_restore",
            new Keys(SERVER, List.of("backup"), List.of()),
            "software.install",
            new Keys(SERVER, List.of("package"), List.of()),
            "software.uninstall",
            new Keys(SERVER, List.of("package"), List.of()),
            "dedicated.order",
            new Keys(DEDICATED, List.of(), List.of("ip-count", "hostname")),
            "dedicated.reinstall",
            new Keys(DEDICATED, List.of("template"), List.of("hostname")));

    private final Document document;
    private final StateChecks checks;
    private final HosterState state;
    private final Set<Long> servers;
    private final Map<Long, Boolean> dedicated; // whether their orders are complete
    private final Map<String, Timeline> timelines;

    EarlierJobCheck(Document document, StateChecks checks, HosterState state) {
        this.document = document;
        this.checks = checks;
        this.state = state;
        this.servers = state.servers().stream().map(HosterState.Vm::id).collect(Collectors.toSet());
        this.dedicated = state.dedicated().stream()
                .collect(Collectors.toMap(
                        HosterState.Machine::id, HosterState.Machine::orderComplete, (one, other) -> one));
        this.timelines = state.jobTimelines();
    }

    void check(Set<String> accounts) {
        for (int i = 0; i < state.jobs().size(); i++) {
            JobYaml job = state.jobs().get(i);
            String at = "/jobs/" + i;
            Keys keys = Objects.requireNonNull(KEYS.get(job.operation()));
            keys(at, job, keys, document.root().path("jobs").path(i));
            target(at, job, keys);
            if (job.id() != null) {
                checks.unique(at + "/id", "job", job.id());
            }
            if (!accounts.contains(job.account())) {
                document.addProblem(
                        at + "/account", "no token of account '" + job.account() + "': expected one of " + accounts);
            }
            checks.age(at + "/age", job.age(), job.isRunning(), Objects.requireNonNull(timelines.get(job.operation())));
            templates(at, job);
        }
    }

    private void keys(String at, JobYaml job, Keys keys, JsonNode found) {
        List<String> needed = new ArrayList<>();
        if (job.type().ticketed()) {
            needed.add("id");
        }
        if (!keys.target().isEmpty()) {
            needed.add(keys.target());
        }
        List<String> possible = new ArrayList<>(List.of("operation", "state", "age"));
        if (keys.target().isEmpty()) {
            possible.add("account");
        }
        if (job.isRunning()) {
            needed.addAll(keys.needed());
            possible.addAll(keys.possible());
        } else {
            possible.add("output");
        }
        if (job.state().equals("failed")) {
            needed.add("output");
            possible.add("progress");
        }
        String what = "a " + job.state() + " job of " + job.operation();
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
        if (found.has("output")
                && !job.isRunning()
                && job.output().isTextual() != job.state().equals("failed")) {
            document.addProblem(
                    at + "/output",
                    job.output().isTextual() ? "expected a mapping: only a failed job has a text" : "expected a text");
        }
    }

    private void target(String at, JobYaml job, Keys keys) {
        boolean isDedicated = keys.target().equals(DEDICATED);
        Long id = isDedicated ? job.dedicated() : job.server();
        if (keys.target().isEmpty() || id == null) {
            return;
        }
        String key = at + "/" + keys.target();
        if (!(isDedicated ? dedicated.keySet() : servers).contains(id)) {
            document.addProblem(key, "no " + (isDedicated ? "owned dedicated " : "") + "server " + id);
            return;
        }
        if (!job.isRunning()) {
            return;
        }
        checks.unique(key, isDedicated ? "dedicated server at work" : "server at work", id);
        boolean isOrder = job.operation().equals("dedicated.order");
        if (isDedicated && isOrder == dedicated.getOrDefault(id, false)) {
            document.addProblem(
                    key,
                    "dedicated server " + id + " must have order-complete: " + !isOrder + " while " + job.operation()
                            + " runs");
        }
    }

    private void templates(String at, JobYaml job) {
        List<String> known = new ArrayList<>(job.dedicated() == null ? state.templates() : state.dedicatedTemplates());
        if (job.dedicated() == null) {
            known.addAll(state.unlistedTemplates());
        }
        requireKnown(at + "/template", job.template(), known);
        requireKnown(
                at + "/package",
                job.packageName(),
                state.software().stream().map(HosterState.Software::packageName).toList());
    }

    private void requireKnown(String at, @Nullable String name, List<String> known) {
        if (name != null && !known.contains(name)) {
            document.addProblem(at, "unknown '" + name + "': expected one of " + known);
        }
    }
}
