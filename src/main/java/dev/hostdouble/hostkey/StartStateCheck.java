package dev.hostdouble.hostkey;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.provider.StateChecks;
import dev.hostdouble.yaml.Document;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks what a schema cannot: no duplicates, and no references to missing things. */
final class StartStateCheck {
    private final Document document;
    private final StateChecks checks;

    StartStateCheck(Document document) {
        this.document = document;
        this.checks = new StateChecks(document);
    }

    void check(HostkeyState state) {
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
            checks.unique(at + "/id", "server", server.id());
            known(at + "/owner", "account", server.owner(), logins);
            checks.unique(at + "/ip", "address", server.ip());
            checks.address(at + "/ip", server.ip());
            checks.time(at + "/created-at", server.createdAt());
            if (server.id() >= state.nextServer()) {
                document.addProblem(at + "/id", "must be below next.server, " + state.nextServer());
            }
            if (!server.iso().isEmpty()) {
                known(at + "/iso", "image", server.iso(), files);
            }
            for (int j = 0; j < server.snapshots().size(); j++) {
                checks.time(
                        at + "/snapshots/" + j + "/date",
                        server.snapshots().get(j).date());
            }
        }
        for (int i = 0; i < state.isos().size(); i++) {
            image("/isos/" + i, state.isos().get(i), state.next());
        }
        new InvoiceCheck(document, checks).check(state);
        new CatalogueCheck(document, checks).check(state);
        new ResourceCheck(document, checks).check(state);
        if (checks.areTimelines(state.timelines())) {
            new EarlierTaskCheck(document, checks, state).check();
        }
    }

    private void account(String at, HostkeyState.Account account) {
        checks.unique(at + "/login", "account", account.login());
        if (!account.apiKey().isEmpty()) {
            checks.unique(at + "/api-key", "API key", account.apiKey());
        }
        for (int j = 0; j < account.tokens().size(); j++) {
            checks.unique(at + "/tokens/" + j, "token", account.tokens().get(j));
        }
    }

    private void image(String at, HostkeyState.Image image, HostkeyState.Next next) {
        checks.unique(at + "/id", "image", image.id());
        if (image.id() >= next.iso()) {
            document.addProblem(at + "/id", "must be below next.iso, " + next.iso());
        }
        checks.time(at + "/created-at", image.createdAt());
        checks.time(at + "/updated-at", image.updatedAt());
        for (int j = 0; j < image.history().size(); j++) {
            HostkeyState.EventYaml event = image.history().get(j);
            checks.unique(at + "/history/" + j + "/id", "history entry", event.id());
            checks.time(at + "/history/" + j + "/date", event.date());
            if (event.id() >= next.history()) {
                document.addProblem(at + "/history/" + j + "/id", "must be below next.history, " + next.history());
            }
        }
    }

    private void known(String at, String what, String name, Set<String> names) {
        if (!names.contains(name)) {
            document.addProblem(at, "no " + what + " '" + Excerpt.of(name) + "': expected one of " + names);
        }
    }
}
