package dev.hostdouble.hosterapi;

import dev.hostdouble.job.StepYaml;
import dev.hostdouble.yaml.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks what a schema cannot: no duplicates, and no references to missing things. */
final class StartStateCheck {
    private final Document document;
    private final Map<Object, String> seen = new HashMap<>();

    StartStateCheck(Document document) {
        this.document = document;
    }

    void check(HosterState state) {
        state.timelines().forEach((kind, steps) -> timeline("/timelines/" + kind, steps));
        for (int i = 0; i < state.tokens().size(); i++) {
            once("/tokens/" + i + "/id", "token", state.tokens().get(i).id());
            once("/tokens/" + i + "/secret", "secret", state.tokens().get(i).secret());
        }
        for (int i = 0; i < state.servers().size(); i++) {
            server("/servers/" + i, state.servers().get(i), state);
        }
        for (int i = 0; i < state.market().size(); i++) {
            once(
                    "/market/" + i + "/id",
                    "dedicated server",
                    state.market().get(i).id());
        }
        for (int i = 0; i < state.dedicated().size(); i++) {
            HosterState.Machine machine = state.dedicated().get(i);
            once("/dedicated/" + i + "/id", "dedicated server", machine.id());
            ips("/dedicated/" + i + "/ips", machine.ips());
        }
        for (int i = 0; i < state.software().size(); i++) {
            once(
                    "/software/" + i + "/package",
                    "package",
                    state.software().get(i).packageName());
        }
        if (state.ipPool().address(0).isEmpty()) {
            document.addProblem("/ip-pool/last", "is less than first");
        }
    }

    private void server(String at, HosterState.Vm server, HosterState state) {
        once(at + "/id", "server", server.id());
        ips(at + "/ips", server.ips());
        if (!state.templates().contains(server.template())
                && !state.unlistedTemplates().contains(server.template())) {
            document.addProblem(
                    at + "/template", "'" + server.template() + "' is neither in templates nor in unlisted-templates");
        }
        if (server.id() >= state.next().server()) {
            document.addProblem(
                    at + "/id", "must be below next.server, " + state.next().server());
        }
        List<IncidentDao.Incident> incidents = server.incidents();
        for (int i = 0; i < incidents.size(); i++) {
            once(at + "/incidents/" + i + "/gid", "incident", incidents.get(i).gid());
        }
    }

    private void ips(String at, List<String> ips) {
        for (int i = 0; i < ips.size(); i++) {
            once(at + "/" + i, "address", ips.get(i));
        }
    }

    private void timeline(String at, List<StepYaml> steps) {
        try {
            StepYaml.timeline(steps);
        } catch (IllegalArgumentException e) {
            document.addProblem(at, String.valueOf(e.getMessage()));
        }
    }

    private void once(String at, String what, Object value) {
        String before = seen.putIfAbsent(what + " " + value, at);
        if (before != null) {
            document.addProblem(at, what + " " + value + " is a duplicate of " + before);
        }
    }
}
