package dev.hostdouble.hosterapi;

import static dev.hostdouble.provider.ProviderChange.flag;
import static dev.hostdouble.provider.ProviderChange.option;
import static dev.hostdouble.provider.ProviderChange.yes;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.provider.ChangeTable;
import dev.hostdouble.provider.ChangeValue;
import dev.hostdouble.provider.ProviderChange;
import dev.hostdouble.provider.RequestedChange;
import java.util.Optional;

/** What HosterAPI changes by itself: servers fail and disappear, offers sell out, tokens are revoked. */
final class HosterChanges {
    static final ChangeTable<HosterChanges> TABLE = new ChangeTable<HosterChanges>()
            .row(
                    change(
                                    "vm",
                                    ChangeValue.id("the id of a virtual server"),
                                    "A virtual server starts, stops, is suspended or is gone.")
                            .needs(
                                    option(
                                            "state",
                                            ChangeValue.words(
                                                    ServerPower.RUNNING, ServerPower.STOPPED, ServerPower.SUSPENDED)),
                                    yes("removed")),
                    HosterChanges::vm)
            .row(
                    change("token", ChangeValue.id("the id of a token"), "A token is revoked for good.")
                            .needs(yes("revoked")),
                    (in, change, now) -> in.tokens.revoke(change.id()))
            .row(
                    change(
                                    "template",
                                    ChangeValue.text("the name of a template"),
                                    "A template is withdrawn from the list and from orders, or is back.")
                            .needs(flag("available")),
                    (in, change, now) -> in.templates.setAvailable(change.name(), change.is("available", "true")))
            .row(
                    change(
                                    "market",
                                    ChangeValue.id("the id of a dedicated server on the market"),
                                    "An offer of the market is sold out, or is back.")
                            .needs(flag("available")),
                    (in, change, now) -> in.dedicated.setAvailable(change.id(), change.is("available", "true")))
            .row(
                    change("backup", ChangeValue.id("the id of a backup"), "A backup is gone.")
                            .needs(yes("removed"))
                            .takes(option(
                                    "vm", ChangeValue.id("the id of its virtual server, if others have the id too"))),
                    (in, change, now) -> in.backups.delete(change.id(), change.number("vm")));

    private final ServerDao servers;
    private final TokenDao tokens;
    private final TemplateDao templates;
    private final DedicatedDao dedicated;
    private final BackupDao backups;
    private final ServerPower power;
    private final ServerRemoval removal;

    HosterChanges(
            ServerDao servers,
            TokenDao tokens,
            TemplateDao templates,
            DedicatedDao dedicated,
            BackupDao backups,
            ServerPower power,
            ServerRemoval removal) {
        this.servers = servers;
        this.tokens = tokens;
        this.templates = templates;
        this.dedicated = dedicated;
        this.backups = backups;
        this.power = power;
        this.removal = removal;
    }

    private static ProviderChange change(String subject, ChangeValue value, String description) {
        return ProviderChange.of(HosterApi.NAME, subject, value, description);
    }

    private boolean vm(RequestedChange change, WorldTime now) {
        Optional<Server> server = servers.find(change.id());
        if (change.has("removed")) {
            server.ifPresent(gone -> removal.remove(gone, now));
            return server.isPresent();
        }
        Optional<Server> other = server.filter(known -> !change.is("state", power.state(known)));
        other.ifPresent(known -> power.set(known, change.text("state").orElseThrow(), now));
        return other.isPresent();
    }
}
