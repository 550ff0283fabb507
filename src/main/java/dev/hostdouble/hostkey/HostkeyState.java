package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.job.StepYaml;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.Required;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A start state of HOSTKEY as its file says it ({@code fixtures/worlds/<name>/hostkey.yaml}). */
record HostkeyState(
        Envelope errorEnvelope,
        Envelope sessionEnvelope,
        Breach snapshotRuleBreach,
        SnapshotBusy snapshotBusy,
        RestorePower restorePower,
        CatalogueOptions.TrafficPlans trafficPlans,
        CatalogueOptions.PresetInfo presetInfo,
        CatalogueOptions.SessionInfo sessionInfo,
        Boolean snapshotSettings,
        Boolean taskStages,
        Double speed,
        Next next,
        Map<String, List<StepYaml>> timelines,
        List<Account> accounts,
        List<Vm> servers,
        List<Image> isos,
        List<String> addresses,
        ResourceLimits limits,
        List<TaskYaml> tasks,
        CatalogueYaml catalogue,
        List<InvoiceYaml> invoices,
        UnpaidOrders unpaidOrders) {

    static final String SCHEMA = "/dev/hostdouble/schemas/world-hostkey.schema.json";

    HostkeyState {
        Required.present("next", next);
        Required.present("accounts", accounts);
        Required.present("servers", servers);
        Required.present("isos", isos);
        errorEnvelope = Objects.requireNonNullElse(errorEnvelope, Envelope.CODE);
        sessionEnvelope = Objects.requireNonNullElse(sessionEnvelope, errorEnvelope);
        snapshotBusy = Objects.requireNonNullElse(snapshotBusy, SnapshotBusy.REFUSE);
        restorePower = Objects.requireNonNullElse(restorePower, RestorePower.KEEP);
        trafficPlans = Objects.requireNonNullElse(trafficPlans, CatalogueOptions.TrafficPlans.LIST);
        presetInfo = Objects.requireNonNullElse(presetInfo, CatalogueOptions.PresetInfo.BY_LOCATION);
        sessionInfo = Objects.requireNonNullElse(sessionInfo, CatalogueOptions.SessionInfo.NESTED);
        snapshotRuleBreach = Objects.requireNonNullElse(snapshotRuleBreach, Breach.REPLY);
        snapshotSettings = Objects.requireNonNullElse(snapshotSettings, false);
        taskStages = Objects.requireNonNullElse(taskStages, false);
        speed = Objects.requireNonNullElse(speed, 1.0);
        addresses = Objects.requireNonNullElse(addresses, List.of("141.105.68.0/24"));
        limits = Objects.requireNonNullElse(limits, ResourceLimits.usual());
        tasks = Objects.requireNonNullElse(tasks, List.of());
        invoices = Objects.requireNonNullElse(invoices, List.of());
        catalogue = Objects.requireNonNullElse(catalogue, CatalogueYaml.EMPTY);
        timelines = Objects.requireNonNullElse(timelines, Map.of());
        unpaidOrders = Objects.requireNonNullElse(unpaidOrders, UnpaidOrders.KEEP);
    }

    /** How a breach of a snapshot rule shows: at once, or as a task that fails. */
    enum Breach {
        @JsonProperty("reply")
        REPLY,
        @JsonProperty("task")
        TASK
    }

    /** What a call gets that would change a server while a task changes it, where one of the two is about snapshots. */
    enum SnapshotBusy {
        @JsonProperty("refuse")
        REFUSE,
        /** Its task begins when the other one has ended. */
        @JsonProperty("queue")
        QUEUE,
        /** Both run at once. */
        @JsonProperty("overlap")
        OVERLAP
    }

    /** The power of a server after a restore: that of the snapshot, or that before the restore. */
    enum RestorePower {
        @JsonProperty("snapshot")
        SNAPSHOT,
        @JsonProperty("keep")
        KEEP
    }

    /** Options of the world where the provider's behaviour is unknown. */
    record Options(Breach snapshotRuleBreach, boolean snapshotSettings) {}

    Options options() {
        return new Options(snapshotRuleBreach, snapshotSettings);
    }

    /** The id of the next server that is ordered: unless the state says it, one above 1000 and above all others. */
    long nextServer() {
        long above = Math.max(1000, servers.stream().mapToLong(Vm::id).max().orElse(0)) + 1;
        return Objects.requireNonNullElse(next.server(), above);
    }

    /** Which ids come next; {@code server} is that of the next one that is ordered. */
    record Next(long iso, long history, @Nullable Long server, Long invoice) {
        Next {
            invoice = Objects.requireNonNullElse(invoice, 603548L);
        }
    }

    /**
     * An account; {@code tokens} never expire, and {@code credit} is in its currency.
     *
     * @param billing whether it has access to whmcs.php
     */
    record Account(
            String login,
            RoleYaml role,
            long customerId,
            String apiKey,
            String password,
            List<String> tokens,
            BigDecimal credit,
            String currency,
            Boolean billing,
            List<ResourceYaml.SshKeyYaml> sshKeys,
            List<ResourceYaml.ZoneYaml> zones) {
        Account {
            sshKeys = Objects.requireNonNullElse(sshKeys, List.of());
            zones = Objects.requireNonNullElse(zones, List.of());
            billing = Objects.requireNonNullElse(billing, true);
            credit = Objects.requireNonNullElse(credit, BigDecimal.ZERO);
            currency = Objects.requireNonNullElse(currency, "EUR");
            apiKey = Objects.requireNonNullElse(apiKey, "");
            password = Objects.requireNonNullElse(password, "");
            tokens = Objects.requireNonNullElse(tokens, List.of());
        }
    }

    /** A role as files write it. */
    enum RoleYaml {
        @JsonProperty("client")
        CLIENT,
        @JsonProperty("staff")
        STAFF,
        @JsonProperty("administrator")
        ADMINISTRATOR
    }

    record Vm(
            long id,
            String owner,
            String name,
            String preset,
            String ip,
            String location,
            String group,
            String state,
            String iso,
            int memory,
            int disk,
            Integer cpu,
            Boolean virtual,
            Long os,
            String createdAt,
            List<SnapshotYaml> snapshots,
            Map<String, String> tags) {
        Vm {
            tags = Objects.requireNonNullElse(tags, Map.of());
            cpu = Objects.requireNonNullElse(cpu, 1);
            virtual = Objects.requireNonNullElse(virtual, true);
            os = Objects.requireNonNullElse(os, 0L);
            createdAt = Objects.requireNonNullElse(createdAt, "2024-01-15T10:00:00Z");
            location = Objects.requireNonNullElse(location, "NL");
            group = Objects.requireNonNullElse(group, "");
            iso = Objects.requireNonNullElse(iso, "");
            snapshots = Objects.requireNonNullElse(snapshots, List.of());
        }
    }

    /** A snapshot of the server as it starts; {@code totalSize} in bytes. */
    record SnapshotYaml(String name, String type, String snapshotId, String date, long totalSize) {
        SnapshotYaml {
            type = Objects.requireNonNullElse(type, Snapshots.DEFAULT_TYPE);
        }
    }

    /** An image; {@code owner} is the client it is private to. */
    record Image(
            long id,
            String name,
            String shortName,
            String isoName,
            String owner,
            String description,
            Boolean adminOnly,
            String status,
            long size,
            String createdAt,
            String updatedAt,
            List<EventYaml> history) {
        Image {
            owner = Objects.requireNonNullElse(owner, "");
            description = Objects.requireNonNullElse(description, "");
            adminOnly = Objects.requireNonNullElse(adminOnly, false);
            history = Objects.requireNonNullElse(history, List.of());
        }
    }

    record EventYaml(long id, String date, String type, String login, String message) {}

    /**
     * Reads a start state and checks that it makes sense.
     *
     * @throws InvalidFileException naming every line that does not
     */
    static HostkeyState read(Document document) throws InvalidFileException {
        HostkeyState state = document.as(HostkeyState.class);
        new StartStateCheck(document).check(state);
        document.throwIfInvalid();
        return state;
    }

    /** The logins of the accounts without access to the billing. */
    Set<String> withoutBilling() {
        return accounts.stream()
                .filter(account -> !account.billing())
                .map(Account::login)
                .collect(Collectors.toSet());
    }

    /** The addresses that the provider can give. */
    AddressPool pool() {
        return new AddressPool(addresses);
    }

    /** The timelines of tasks by operation name, at the speed of this state. */
    Map<String, Timeline> jobTimelines() {
        return StepYaml.timelines(HostkeyOperations.TABLE.timelines(), timelines, speed);
    }
}
