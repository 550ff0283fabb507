package dev.hostdouble.hosterapi;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hosterapi.IpDao.Owner;
import dev.hostdouble.hosterapi.ServerDao.Server;

/** Removes a virtual server with everything that belongs to it. */
final class ServerRemoval {
    private final ServerDao servers;
    private final IpDao ips;
    private final BackupDao backups;
    private final IncidentDao incidents;
    private final SoftwareDao software;
    private final ConsoleTicketDao tickets;
    private final JobTickets tasks;
    private final FactDao facts;
    private final AccountDao accounts;
    private final HosterLedger ledger;

    ServerRemoval(
            ServerDao servers,
            IpDao ips,
            BackupDao backups,
            IncidentDao incidents,
            SoftwareDao software,
            ConsoleTicketDao tickets,
            JobTickets tasks,
            FactDao facts,
            AccountDao accounts,
            HosterLedger ledger) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.facts = facts;
        this.servers = servers;
        this.ips = ips;
        this.backups = backups;
        this.incidents = incidents;
        this.software = software;
        this.tickets = tickets;
        this.tasks = tasks;
    }

    /** Removes a server with its addresses, backups, incidents and software; its running jobs fail (assumed). */
    void remove(Server server, WorldTime now) {
        String gone = HosterError.NO_SUCH_VM.with("sid", server.id()).text();
        tasks.abandon(server.target(), now, gone);
        ips.release(Owner.SERVER, server.id());
        backups.deleteAll(server.id());
        incidents.deleteAll(server.id());
        software.wipe(server.target());
        tickets.deleteAll(server.target());
        facts.wipe(server.target());
        accounts.remove(server.id());
        ledger.deleted(server, now);
        servers.delete(server);
    }
}
