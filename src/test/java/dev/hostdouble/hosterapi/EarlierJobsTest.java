package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.yaml.InvalidFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs and backups of a start state: they are as if a client had asked for them before the world began. */
class EarlierJobsTest {
    private static final String SERVER = "/datacenter/server/4001";
    private static final String CREATE =
            "operation: server.create, template: Debian10.0, cpu-cores: 1, mem: 512, disk: 1G, ip-count: 1";

    @TempDir
    private Path folder = Path.of("");

    private void in(String state, Consumer<HosterapiClient> story) throws Exception {
        Files.writeString(folder.resolve("hosterapi.yaml"), state);
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withWorld(folder))) {
            story.accept(new HosterapiClient(emulator, "default"));
        }
    }

    private void with(String job, Consumer<HosterapiClient> story) throws Exception {
        in("jobs: [{ " + job + " }]", story);
    }

    @Test
    void a_job_that_has_ended_keeps_its_output() throws Exception {
        with(
                "id: 23, operation: server.create, state: finished,"
                        + " output: { vmid: 4001, ips: [37.114.34.1], user: root, password: hT4kvWqZ81xc }",
                api -> assertThat(api.read("/job/23"))
                        .isEqualTo("{\"result\":{\"status\":\"finished\",\"progress\":1,"
                                + "\"output\":{\"vmid\":4001,\"ips\":[\"37.114.34.1\"],"
                                + "\"user\":\"root\",\"password\":\"hT4kvWqZ81xc\"}}}"));
        with(
                "id: 23, operation: server.reinstall, server: 4001, state: failed, output: \"0xa3: timeout\", age: 1h",
                api -> {
                    assertThat(api.read("/job/23"))
                            .isEqualTo(
                                    "{\"result\":{\"status\":\"failed\",\"progress\":0.33,\"output\":\"0xa3: timeout\"}}");
                    assertThat(api.controlled("GET", "jobs", "")
                                    .at("/jobs/0/endsAt")
                                    .asText())
                            .isEqualTo("2024-01-31T23:00:00Z");
                    assertThat(api.put(SERVER + "/stop").statusCode()).isEqualTo(200);
                });
    }

    @Test
    void a_running_job_goes_on() throws Exception {
        with("id: 20, age: 2s, " + CREATE, api -> {
            assertThat(api.read("/job/20")).contains("executing", "0.33");
            api.advance("3s");
            assertThat(api.read("/job/20")).contains("\"progress\":0.66");
            api.advance("1s");
            assertThat(api.read("/job/20")).contains("\"vmid\":4004");
            assertThat(api.servers()).isEqualTo("[4001,4002,4003,4004]");
        });
    }

    @Test
    void a_server_is_busy_with_its_running_job() throws Exception {
        with("id: 20, operation: server.reinstall, server: 4001, template: Debian10.0", api -> {
            assertThat(api.read(SERVER + "/status")).contains("stopped");
            assertThat(api.put(SERVER + "/stop").statusCode()).isEqualTo(500);
            api.advance("6s");
            assertThat(api.read(SERVER + "/config")).contains("Debian10.0");
            assertThat(api.read(SERVER + "/status")).contains("running");
        });
        with("id: 20, operation: server.change, server: 4001, mem: 4096", api -> {
            api.advance("6s");
            assertThat(api.read(SERVER + "/config")).contains("\"mem\":4096");
        });
        with("id: 20, operation: software.install, server: 4001, package: ts3", api -> {
            assertThat(api.put(SERVER + "/backups/create").statusCode()).isEqualTo(500);
            api.advance("6s");
            assertThat(api.read("/job/20")).contains("finished");
        });
    }

    @Test
    void a_backup_is_made_or_restored() throws Exception {
        with("operation: server.backups_create, server: 4002, age: 3s", api -> {
            String backups = "/datacenter/server/4002/backups";
            assertThat(api.read(backups + "/status")).contains("executing");
            api.advance("6s");
            assertThat(api.read(backups + "/list")).isEqualTo("{\"result\":[1706745597]}");
        });
        with("operation: server.backups_restore, server: 4001, backup: 1606585800", api -> {
            assertThat(api.read(SERVER + "/status")).contains("stopped");
            api.advance("6s");
            assertThat(api.read(SERVER + "/backups/status")).contains("finished");
        });
    }

    @Test
    void an_order_of_a_dedicated_server_is_completed() throws Exception {
        String order = Files.readString(Path.of("src/test/resources/worlds/other-options/hosterapi.yaml"));
        in(
                order.substring(order.indexOf("market:"))
                        + "jobs: [{ operation: dedicated.order, dedicated: 9, age: 20s }]\n",
                api -> {
                    api.advance("9s");
                    assertThat(api.read("/datacenter/dedicated")).contains("{\"id\":9,\"orderComplete\":false}");
                    api.advance("1s");
                    assertThat(api.read("/datacenter/dedicated")).contains("{\"id\":9,\"orderComplete\":true}");
                });
        with(
                "operation: dedicated.reinstall, dedicated: 1, template: Debian Buster, hostname: new.example.com",
                api -> {
                    assertThat(api.read("/datacenter/dedicated/1/status")).contains("halted");
                    api.advance("30s");
                    assertThat(api.read("/datacenter/dedicated/1/config")).contains("Debian Buster");
                });
    }

    @Test
    void new_jobs_get_other_ids() throws Exception {
        in("next: { job: 22 }\njobs: [{ id: 23, operation: server.create, state: finished }]", api -> {
            assertThat(api.reinstall()).isEqualTo(22);
            assertThat(api.order()).isEqualTo("/job/24");
        });
    }

    @Test
    void a_backup_restores_the_configuration_of_its_time() throws Exception {
        String shipped = Files.readString(Path.of("fixtures/worlds/default/hosterapi.yaml"));
        String backups = "backups: [1606685300, 1606585800, 1606575200]";
        assertThat(shipped).contains(backups);
        in(
                shipped.replace(
                        backups,
                        "backups: [1606685300, { taken-at: 1606585800, mem: 1024, disk: 50G, password: before }]"),
                api -> {
                    assertThat(api.read(SERVER + "/backups/list")).isEqualTo("{\"result\":[1606685300,1606585800]}");
                    api.post(SERVER + "/backups/restore", Map.of("backup", 1606585800));
                    api.advance("6s");
                    assertThat(api.read(SERVER + "/config"))
                            .contains("\"cpuCores\":2,\"mem\":1024,\"disk\":\"50G\"", "Ubuntu20.04");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "operation: server.create, id: 20 | /jobs/0: a running job of server.create needs template",
                "operation: server.change, id: 20 | /jobs/0: a running job of server.change needs server",
                "operation: server.change, server: 4001 | /jobs/0: a running job of server.change needs id",
                "operation: server.change, id: 20, server: 1 | /jobs/0/server: no server 1",
                "operation: server.change, id: 20, dedicated: 1 | /jobs/0/dedicated: a running job of server.change has no dedicated",
                "operation: server.change, id: 20, server: 4001, template: Debian10.0 | /jobs/0/template: a running job of server.change has no template",
                "operation: server.change, id: 20, server: 4001, account: x | /jobs/0/account: a running job of server.change has no account",
                "operation: server.reinstall, id: 20, server: 4001, template: Debian1 | /jobs/0/template: unknown 'Debian1': expected one of [Debian10.0",
                "operation: software.install, id: 20, server: 4001, package: x | /jobs/0/package: unknown 'x': expected one of [ts3",
                "operation: server.backups_create, server: 4001, id: 20 | /jobs/0/id: a running job of server.backups_create has no id",
                "operation: dedicated.order, dedicated: 1 | /jobs/0/dedicated: dedicated server 1 must have order-complete: false",
                "operation: dedicated.order, dedicated: 9 | /jobs/0/dedicated: no owned dedicated server 9",
                "operation: server.reinstall, id: 20, server: 4001, output: { } | /jobs/0/output: a running job of server.reinstall has no output",
                "operation: server.reinstall, id: 20, server: 4001, state: failed | /jobs/0: a failed job of server.reinstall needs output",
                "operation: server.reinstall, id: 20, server: 4001, state: failed, output: { } | /jobs/0/output: expected a text",
                "operation: server.reinstall, id: 20, server: 4001, state: finished, output: x | /jobs/0/output: expected a mapping",
                "operation: server.reinstall, id: 20, server: 4001, state: finished, progress: 1 | /jobs/0/progress: a finished job",
                "operation: server.reinstall, id: 20, server: 4001, age: 6s | /jobs/0/age: a job that began 6s ago does not run any more: expected less than 6000ms",
                "operation: server.reinstall, id: 20, server: 4001, age: soon | /jobs/0/age: invalid duration 'soon'",
                "operation: server.start, id: 20, server: 4001 | /jobs/0/operation: does not have a value in the enumeration",
                "operation: server.reinstal, id: 20 | what started it",
            })
    void what_a_job_cannot_be_is_named_with_its_place(String job, String problem) throws Exception {
        assertThatThrownBy(() -> with(job, api -> {}))
                .isInstanceOf(InvalidFileException.class)
                .message()
                .contains(problem)
                .containsPattern("hosterapi.yaml:1:\\d+: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jobs: [{ id: 20, operation: server.create, state: finished }, { id: 20, operation: server.create, state: finished }] | /jobs/1/id: job 20 is a duplicate of /jobs/0/id",
                "jobs: [{ operation: server.backups_create, server: 4001 }, { id: 20, operation: server.reinstall, server: 4001 }] | /jobs/1/server: server at work 4001 is a duplicate",
                "jobs: [{ id: 20, operation: server.create, account: acme, state: finished }] | /jobs/0/account: no token of account 'acme'"
            })
    void jobs_that_exclude_each_other_are_refused(String state, String problem) throws Exception {
        assertThatThrownBy(() -> in(state, api -> {})).hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1606685300, 1606685300] | backup of server 4001 1606685300 is a duplicate",
                "[yesterday] | /servers/0/backups/0",
                "[{ mem: 1 }] | taken-at",
                "[{ taken-at: 5, memory: 1 }] | unknown key 'memory'",
                "[{ taken-at: 5, template: Minix }] | /servers/0/backups/0/template: 'Minix' is neither in templates"
            })
    void what_a_backup_cannot_be_is_named_with_its_place(String backups, String problem) throws Exception {
        String shipped = Files.readString(Path.of("fixtures/worlds/default/hosterapi.yaml"));
        String state = shipped.replace("[1606685300, 1606585800, 1606575200]", backups);
        assertThatThrownBy(() -> in(state, api -> {})).hasMessageContaining(problem);
    }
}
