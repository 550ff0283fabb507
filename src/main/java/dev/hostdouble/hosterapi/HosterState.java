package dev.hostdouble.hosterapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.job.StepYaml;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.Required;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A start state of HosterAPI as its file says it ({@code fixtures/worlds/<name>/hosterapi.yaml}). */
record HosterState(
        @Nullable Integer throttle,
        Double speed,
        UnforcedDelete unforcedDelete,
        Busy busy,
        ErrorsAs errorsAs,
        UnknownPath unknownPath,
        Boolean dedicatedDetails,
        String consoleUrl,
        String dedicatedConsole,
        List<Token> tokens,
        Limits limits,
        IpPool ipPool,
        Next next,
        Map<String, List<StepYaml>> timelines,
        List<String> templates,
        List<String> unlistedTemplates,
        List<Vm> servers,
        List<String> dedicatedTemplates,
        List<Machine> market,
        List<Machine> dedicated,
        List<Software> software,
        List<JobYaml> jobs) {

    HosterState {
        Required.present("tokens", tokens);
        Required.present("limits", limits);
        Required.present("ip-pool", ipPool);
        Required.present("next", next);
        Required.present("templates", templates);
        Required.present("servers", servers);
        Required.present("dedicated-templates", dedicatedTemplates);
        Required.present("market", market);
        Required.present("dedicated", dedicated);
        Required.present("software", software);
        speed = Objects.requireNonNullElse(speed, 1.0);
        unforcedDelete = Objects.requireNonNullElse(unforcedDelete, UnforcedDelete.REFUSE);
        busy = Objects.requireNonNullElse(busy, Busy.REFUSE);
        errorsAs = Objects.requireNonNullElse(errorsAs, ErrorsAs.JSON);
        unknownPath = Objects.requireNonNullElse(unknownPath, UnknownPath.FRAMEWORK);
        dedicatedDetails = Objects.requireNonNullElse(dedicatedDetails, false);
        consoleUrl = Objects.requireNonNullElse(consoleUrl, "https://hosterapi.de");
        dedicatedConsole = Objects.requireNonNullElse(dedicatedConsole, "https://example.com/novnc/vnc.html");
        timelines = Objects.requireNonNullElse(timelines, Map.of());
        jobs = Objects.requireNonNullElse(jobs, List.of());
        unlistedTemplates = Objects.requireNonNullElse(unlistedTemplates, List.of());
    }

    static final String SCHEMA = "/dev/hostdouble/schemas/world-hosterapi.schema.json";

    /** What happens to an unforced deletion of a running server. */
    enum UnforcedDelete {
        @JsonProperty("refuse")
        REFUSE,
        @JsonProperty("shutdown")
        SHUTDOWN
    }

    /** What happens to calls on a server that a job works on. */
    enum Busy {
        @JsonProperty("refuse")
        REFUSE,
        @JsonProperty("accept")
        ACCEPT
    }

    /** The format of the framework's errors. */
    enum ErrorsAs {
        @JsonProperty("json")
        JSON,
        /** JSON or an HTML page, as the header {@code Accept} says. */
        @JsonProperty("accept")
        ACCEPT
    }

    /** Who answers unknown paths and wrong methods: the framework, or the provider in the form of its page. */
    enum UnknownPath {
        @JsonProperty("framework")
        FRAMEWORK,
        @JsonProperty("page")
        PAGE
    }

    /** An access token: {@code <id>|<secret>}. */
    record Token(long id, String secret, String account) {
        Token {
            account = Objects.requireNonNullElse(account, Accounts.RESELLER);
        }
    }

    /** The limits of one server, and of the number of servers. */
    record Limits(int servers, int cpuCores, int mem, String disk, int ipCount) {}

    /** Which ids come next. */
    record Next(long server, long job) {}

    record UsageYaml(double cpu, long mem, long memfree, long netin, long netout) {}

    /** A virtual server; {@code uptime} in seconds at the start of the world. */
    record Vm(
            long id,
            int cpuCores,
            int mem,
            String disk,
            List<String> ips,
            String template,
            String password,
            String state,
            long uptime,
            UsageYaml usage,
            List<BackupYaml> backups,
            List<IncidentDao.Incident> incidents,
            String account) {
        Vm {
            account = Objects.requireNonNullElse(account, Accounts.RESELLER);
            backups = Objects.requireNonNullElse(backups, List.of());
            incidents = Objects.requireNonNullElse(incidents, List.of());
        }
    }

    record Part(String type, String count, String size) {
        Part {
            count = Objects.requireNonNullElse(count, "");
            size = Objects.requireNonNullElse(size, "");
        }
    }

    record Location(int id, String name) {}

    /** A dedicated server; only owned ones have the members after {@code location}. */
    record Machine(
            long id,
            String model,
            @Nullable String description,
            Part cpu,
            Part ram,
            Part storage,
            int price,
            Location location,
            String state,
            String template,
            String hostname,
            String mac,
            List<String> ips,
            String rootPassword,
            String userPassword,
            Boolean orderComplete,
            String account) {
        Machine {
            account = Objects.requireNonNullElse(account, Accounts.RESELLER);
            orderComplete = Objects.requireNonNullElse(orderComplete, true);
            state = Objects.requireNonNullElse(state, "halted");
            template = Objects.requireNonNullElse(template, "");
            hostname = Objects.requireNonNullElse(hostname, "");
            mac = Objects.requireNonNullElse(mac, "");
            ips = Objects.requireNonNullElse(ips, List.of());
            rootPassword = Objects.requireNonNullElse(rootPassword, "");
            userPassword = Objects.requireNonNullElse(userPassword, "");
        }

        DedicatedDao.Hardware hardware() {
            return new DedicatedDao.Hardware(
                    id,
                    model,
                    Optional.ofNullable(description),
                    cpu.type(),
                    cpu.count(),
                    ram.type(),
                    ram.size(),
                    storage.type(),
                    storage.count(),
                    storage.size(),
                    price,
                    location.id(),
                    location.name());
        }

        DedicatedDao.Dedicated dedicated() {
            return new DedicatedDao.Dedicated(
                    hardware(),
                    orderComplete,
                    state.equals("running"),
                    0,
                    Duration.ZERO,
                    template,
                    hostname,
                    mac,
                    rootPassword,
                    userPassword);
        }
    }

    record Software(
            @JsonProperty("package") String packageName, String name, String description, String url, String icon) {}

    /**
     * Reads a start state and checks that it makes sense.
     *
     * @throws InvalidFileException naming every line that does not
     */
    static HosterState read(Document document) throws InvalidFileException {
        HosterState state = document.as(HosterState.class);
        new StartStateCheck(document).check(state);
        document.throwIfInvalid();
        return state;
    }

    /** The accounts, that of the first token first; the default one exists without a token, too. */
    Set<String> accounts() {
        return Stream.concat(tokens.stream().map(Token::account), Stream.of(Accounts.RESELLER))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The timelines of jobs by operation name, at the speed of this state. */
    Map<String, Timeline> jobTimelines() {
        return StepYaml.timelines(HosterOperations.TABLE.timelines(), timelines, speed);
    }
}
