package dev.hostdouble.vss;

import dev.hostdouble.provider.StateChecks;
import java.util.List;

/** Checks what a schema cannot about messages and groups: no duplicates, and valid times. */
final class AccountCheck {
    private final StateChecks checks;

    AccountCheck(StateChecks checks) {
        this.checks = checks;
    }

    void check(VssState state) {
        for (int i = 0; i < state.users().size(); i++) {
            messages("/users/" + i + "/messages", state.users().get(i).messages());
        }
        for (int i = 0; i < state.groups().size(); i++) {
            AccountYaml.Group group = state.groups().get(i);
            checks.unique("/groups/" + i + "/id", "group", group.id());
            checks.unique("/groups/" + i + "/name", "name of a group", group.name());
            for (int j = 0; j < group.members().size(); j++) {
                String at = "/groups/" + i + "/members/" + j;
                checks.unique(
                        at,
                        "member of group " + group.id() + ",",
                        group.members().get(j));
            }
        }
    }

    private void messages(String at, List<AccountYaml.Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            checks.unique(at + "/" + i + "/id", "message", messages.get(i).id());
            checks.time(at + "/" + i + "/created-on", messages.get(i).createdOn());
        }
    }
}
