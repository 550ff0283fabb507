package dev.hostdouble.hostkey;

import dev.hostdouble.job.StepYaml;
import dev.hostdouble.yaml.Document;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks what a schema cannot: no duplicates, and no references to missing things. */
final class StartStateCheck {
    private final Document document;
    private final Map<Object, String> seen = new HashMap<>();

    StartStateCheck(Document document) {
        this.document = document;
    }

    void check(HostkeyState state) {
        state.timelines().forEach((kind, steps) -> timeline("/timelines/" + kind, steps));
        for (int i = 0; i < state.accounts().size(); i++) {
            account("/accounts/" + i, state.accounts().get(i));
        }
        Set<String> logins =
                state.accounts().stream().map(HostkeyState.Account::login).collect(Collectors.toSet());
        Set<String> files =
                state.isos().stream().map(HostkeyState.Image::isoName).collect(Collectors.toSet());
        for (int i = 0; i < state.servers().size(); i++) {
            String at = "/servers/" + i;
            HostkeyState.Vm server = state.servers().get(i);
            once(at + "/id", "server", server.id());
            known(at + "/owner", "account", server.owner(), logins);
            if (!server.iso().isEmpty()) {
                known(at + "/iso", "image", server.iso(), files);
            }
            for (int j = 0; j < server.snapshots().size(); j++) {
                time(at + "/snapshots/" + j + "/date", server.snapshots().get(j).date());
            }
        }
        for (int i = 0; i < state.isos().size(); i++) {
            image("/isos/" + i, state.isos().get(i), state.next());
        }
    }

    private void account(String at, HostkeyState.Account account) {
        once(at + "/login", "account", account.login());
        if (!account.apiKey().isEmpty()) {
            once(at + "/api-key", "API key", account.apiKey());
        }
        for (int j = 0; j < account.tokens().size(); j++) {
            once(at + "/tokens/" + j, "token", account.tokens().get(j));
        }
    }

    private void image(String at, HostkeyState.Image image, HostkeyState.Next next) {
        once(at + "/id", "image", image.id());
        if (image.id() >= next.iso()) {
            document.addProblem(at + "/id", "must be below next.iso, " + next.iso());
        }
        time(at + "/created-at", image.createdAt());
        time(at + "/updated-at", image.updatedAt());
        for (int j = 0; j < image.history().size(); j++) {
            HostkeyState.EventYaml event = image.history().get(j);
            once(at + "/history/" + j + "/id", "history entry", event.id());
            time(at + "/history/" + j + "/date", event.date());
            if (event.id() >= next.history()) {
                document.addProblem(at + "/history/" + j + "/id", "must be below next.history, " + next.history());
            }
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
            document.addProblem(at, "'" + text + "' is not a time: expected ISO-8601, e.g. 2024-01-15T10:30:00Z");
        }
    }

    private void known(String at, String what, String name, Set<String> names) {
        if (!names.contains(name)) {
            document.addProblem(at, "no " + what + " '" + name + "': expected one of " + names);
        }
    }

    private void once(String at, String what, Object value) {
        String before = seen.putIfAbsent(what + " " + value, at);
        if (before != null) {
            document.addProblem(at, what + " " + value + " is a duplicate of " + before);
        }
    }
}
