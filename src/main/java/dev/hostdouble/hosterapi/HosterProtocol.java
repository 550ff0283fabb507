package dev.hostdouble.hosterapi;

import dev.hostdouble.provider.ClientProtocol;
import dev.hostdouble.provider.ClientProtocol.JobRead;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What clients of HosterAPI do across several calls. Tokens are made outside of the API, so there is no login. */
final class HosterProtocol {
    static final ClientProtocol CLIENTS = new ClientProtocol(
            Set.of(),
            Set.of(HosterError.UNAUTHORIZED.name()),
            List.of(new JobRead(
                    "job.info",
                    "jobId",
                    Set.of(),
                    List.of("/result/jobId"),
                    "",
                    Set.of("queued", "executing"),
                    Set.of())),
            Map.of(
                    "server.create", Set.of("server.list"),
                    "dedicated.order", Set.of("dedicated.list"),
                    "server.backups_create", Set.of("server.backups_list", "server.backups_status")));

    private HosterProtocol() {}
}
