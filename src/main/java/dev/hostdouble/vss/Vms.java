package dev.hostdouble.vss;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The virtual machines of a start state, by user. Only what is in their drives changes. */
final class Vms {
    private final Map<String, List<VmYaml>> byUser = new LinkedHashMap<>();

    Vms(VssState state) {
        state.users().forEach(user -> byUser.put(user.name(), user.vms()));
    }

    /** The names of the users, also of those without machines. */
    Set<String> users() {
        return byUser.keySet();
    }

    List<VmYaml> of(String user) {
        return byUser.getOrDefault(user, List.of());
    }

    /** Finds a machine of a user by its moref or UUID. */
    Optional<VmYaml> find(String user, String id) {
        return of(user).stream()
                .filter(vm -> vm.moref().equals(id) || vm.uuid().equals(id))
                .findFirst();
    }
}
