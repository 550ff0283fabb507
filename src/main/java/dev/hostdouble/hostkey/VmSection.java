package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import java.util.List;
import java.util.Map;

/** HOSTKEY, {@code vm.php}: two actions beyond the page that clients call (their replies are assumed). */
final class VmSection {
    private final AccountDao accounts;
    private final ServerDao servers;
    private final AsyncTasks tasks;

    VmSection(AccountDao accounts, ServerDao servers, AsyncTasks tasks) {
        this.tasks = tasks;
        this.accounts = accounts;
        this.servers = servers;
    }

    /** Whether the name that a server was given does not show yet. */
    static final String NAMING = "server.naming";

    /** The state of a server that scenarios can test. */
    static final List<String> STATE = List.of("server.id", "server.state", "server.owner", "server.iso", NAMING);

    Map<String, Object> state(long id) {
        return servers.find(id)
                .<Map<String, Object>>map(server -> Map.of(
                        "server.id",
                        server.id(),
                        "server.state",
                        server.state(),
                        "server.owner",
                        server.owner(),
                        "server.iso",
                        server.drive().name(),
                        NAMING,
                        tasks.isOpen(OrderOperations.RENAMING, server.target())))
                .orElse(Map.of());
    }

    /** get_engine: the virtualization engine. */
    Reply getEngine(Call call) {
        return HostkeyReply.of(new Engine("OK", "vm", "get_engine", "ovirt", List.of("ovirt")));
    }

    /** update_restore_settings: acknowledged; nothing reads them. */
    Reply updateRestoreSettings(Call call) {
        if (servers.find(call, Input.checked(call).id("id"), accounts.caller(call))
                .isEmpty()) {
            throw HostkeyError.SERVER_NOT_FOUND.with();
        }
        return HostkeyReply.of(new Acknowledged("OK", "vm", "update_restore_settings"));
    }

    private record Engine(
            String result,
            String module,
            String action,
            String engine,
            @JsonProperty("engines") List<String> all) {}

    private record Acknowledged(String result, String module, String action) {}
}
