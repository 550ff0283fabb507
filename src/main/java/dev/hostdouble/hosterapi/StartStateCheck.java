package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.provider.StateChecks;
import dev.hostdouble.yaml.Document;
import java.util.List;
import java.util.Set;

/** Checks what a schema cannot: no duplicates, and no references to missing things. */
final class StartStateCheck {
    private final Document document;
    private final StateChecks checks;

    StartStateCheck(Document document) {
        this.document = document;
        this.checks = new StateChecks(document);
    }

    void check(HosterState state) {
        for (int i = 0; i < state.tokens().size(); i++) {
            checks.unique("/tokens/" + i + "/id", "token", state.tokens().get(i).id());
            checks.unique(
                    "/tokens/" + i + "/secret", "secret", state.tokens().get(i).secret());
        }
        Set<String> accounts = state.accounts();
        for (int i = 0; i < state.servers().size(); i++) {
            account("/servers/" + i, state.servers().get(i).account(), accounts);
            server("/servers/" + i, state.servers().get(i), state);
        }
        for (int i = 0; i < state.market().size(); i++) {
            checks.unique(
                    "/market/" + i + "/id",
                    "dedicated server",
                    state.market().get(i).id());
        }
        for (int i = 0; i < state.dedicated().size(); i++) {
            HosterState.Machine machine = state.dedicated().get(i);
            checks.unique("/dedicated/" + i + "/id", "dedicated server", machine.id());
            account("/dedicated/" + i, machine.account(), accounts);
            ips("/dedicated/" + i + "/ips", machine.ips());
        }
        for (int i = 0; i < state.software().size(); i++) {
            checks.unique(
                    "/software/" + i + "/package",
                    "package",
                    state.software().get(i).packageName());
        }
        if (checks.areTimelines(state.timelines())) {
            new EarlierJobCheck(document, checks, state).check(accounts);
        }
        if (state.ipPool().address(0).isEmpty()) {
            document.addProblem("/ip-pool/last", "is less than first");
        }
    }

    private void server(String at, HosterState.Vm server, HosterState state) {
        checks.unique(at + "/id", "server", server.id());
        ips(at + "/ips", server.ips());
        template(at, server.template(), state);
        if (server.id() >= state.next().server()) {
            document.addProblem(
                    at + "/id", "must be below next.server, " + state.next().server());
        }
        for (int i = 0; i < server.backups().size(); i++) {
            BackupYaml backup = server.backups().get(i);
            checks.unique(at + "/backups/" + i, "backup of server " + server.id(), backup.takenAt());
            if (backup.template() != null) {
                template(at + "/backups/" + i, backup.template(), state);
            }
        }
        List<IncidentDao.Incident> incidents = server.incidents();
        for (int i = 0; i < incidents.size(); i++) {
            checks.unique(
                    at + "/incidents/" + i + "/gid",
                    "incident",
                    incidents.get(i).gid());
        }
    }

    private void template(String at, String template, HosterState state) {
        if (!state.templates().contains(template) && !state.unlistedTemplates().contains(template)) {
            document.addProblem(
                    at + "/template",
                    "'" + Excerpt.of(template) + "' is neither in templates nor in unlisted-templates");
        }
    }

    private void account(String at, String account, Set<String> accounts) {
        if (!accounts.contains(account)) {
            document.addProblem(
                    at + "/account", "no token of account '" + Excerpt.of(account) + "': expected one of " + accounts);
        }
    }

    private void ips(String at, List<String> ips) {
        for (int i = 0; i < ips.size(); i++) {
            checks.unique(at + "/" + i, "address", ips.get(i));
            checks.address(at + "/" + i, ips.get(i));
        }
    }
}
