package dev.hostdouble.vss;

import dev.hostdouble.provider.ClientProtocol;
import dev.hostdouble.provider.ClientProtocol.JobRead;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What clients of VSS do across several calls. None of its operations creates something more with each call. */
final class VssProtocol {
    static final ClientProtocol CLIENTS = new ClientProtocol(
            Set.of("token.request"),
            Set.of(VssError.TOKEN_REQUIRED.name()),
            List.of(
                    requests("image_sync.get", "user_iso.sync", "user_floppy.sync", "user_vm_image.sync"),
                    requests("vmdk_sync.get", "user_vmdk.sync"),
                    requests("change.get", "vm_cd.update")),
            Map.of());

    private VssProtocol() {}

    private static JobRead requests(String read, String... starters) {
        return new JobRead(
                read,
                "id",
                Set.of(starters),
                List.of("/data/request/id"),
                "/data/status",
                Set.of("SUBMITTED", "PENDING", "IN_PROGRESS"),
                Set.of());
    }
}
