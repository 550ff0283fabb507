package dev.hostdouble.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Coverage.OperationCoverage;
import dev.hostdouble.client.HostdoubleClient;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.world.ClockMode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command that coverage shows brings about the answer it stands at, in a new world, by a real shell and curl. */
class CommandsTest {
    private static final int MOST_SECONDS = 120;

    private final Commands commands = new Commands(Providers.ALL, new Catalogue(Providers.ALL));

    /** One documented answer, in a world of its own. */
    private record Case(Operation operation, KnownAnswer answer, String world) {}

    @BeforeAll
    static void requireCurl() {
        boolean isFound = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl")));
        if (!isFound) {
            System.err.println("SKIPPED: CommandsTest: no curl on the PATH");
        }
        Assumptions.assumeTrue(isFound);
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Operation operation : Operation.all(Providers.ALL)) {
            for (KnownAnswer answer : operation.answers()) {
                if (answer.evidence() == Evidence.DOCUMENTED) {
                    cases.add(new Case(operation, answer, "c" + cases.size()));
                }
            }
        }
        return cases;
    }

    @Test
    void each_documented_answer_is_met_after_its_command(@TempDir Path folder) throws Exception {
        List<Case> cases = cases();
        assertThat(cases).hasSize(157);
        try (Hostdouble server = Hostdouble.start(Settings.forTests())) {
            StringBuilder script = new StringBuilder();
            for (Case one : cases) {
                CommandTarget target = new CommandTarget(server.url() + "/_w/" + one.world(), false);
                script.append(commands.lines(one.operation(), one.answer(), target)
                                .orElseThrow())
                        .append('\n');
                if (!one.answer().isSuccess()) {
                    // What the client does next. By itself the call succeeds.
                    script.append(commands.call(one.operation(), target).orElseThrow())
                            .append('\n');
                }
            }
            run(folder, script.toString(), "");
            HostdoubleClient client = server.client();
            assertThat(cases).allSatisfy(one -> {
                OperationCoverage met = client.world(one.world())
                        .coverage()
                        .read()
                        .operation(one.operation().id())
                        .orElseThrow();
                assertThat(met.answers())
                        .filteredOn(
                                answer -> answer.answer().equals(one.answer().name()))
                        .singleElement()
                        .satisfies(answer -> {
                            assertThat(answer.met()).isEqualTo(1);
                            assertThat(answer.byRules()).isEqualTo(one.answer().isSuccess() ? 0 : 1);
                        });
            });
            assertThat(client.coverage().read().percent()).contains(100.0);
        }
    }

    @Test
    void each_call_of_the_list_of_unused_operations_succeeds(@TempDir Path folder) throws Exception {
        try (Hostdouble server = Hostdouble.start(Settings.forTests())) {
            List<Operation> known = Operation.all(Providers.ALL).stream()
                    .filter(operation -> commands.call(operation, new CommandTarget("", false))
                            .isPresent())
                    .toList();
            assertThat(known).hasSizeGreaterThan(60);
            StringBuilder script = new StringBuilder();
            for (Operation operation : known) {
                CommandTarget target = new CommandTarget(server.url() + "/_w/" + world(operation), false);
                script.append(commands.call(operation, target).orElseThrow()).append('\n');
            }
            run(folder, script.toString(), "");
            assertThat(known).allSatisfy(operation -> {
                OperationCoverage met = server.client()
                        .world(world(operation))
                        .coverage()
                        .read()
                        .operation(operation.id())
                        .orElseThrow();
                assertThat(Stream.concat(met.answers().stream(), met.notCounted().stream())
                                .filter(answer -> answer.met() > 0)
                                .map(answer -> operation.answer(answer.answer()).orElseThrow()))
                        .singleElement()
                        .matches(KnownAnswer::isSuccess);
            });
        }
    }

    private static String world(Operation operation) {
        return operation.id().replace('/', '.');
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'b", "a$(touch x)b", "a b;c"})
    void a_url_is_nothing_but_a_url_to_the_shell(String odd, @TempDir Path folder) throws Exception {
        Operation list = operation("hosterapi/server.list");
        CommandTarget target = new CommandTarget("http://127.0.0.1:1/" + odd, true);
        String lines = commands.lines(list, list.answer("empty").orElseThrow(), target)
                .orElseThrow()
                .replaceAll("(?m)^curl", "printf '<%s>'");
        assertThat(run(folder, lines, "t0ken")).contains("<http://127.0.0.1:1/" + odd + "/_emulator/changes>");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void a_closed_server_gets_the_token_from_the_environment(@TempDir Path folder) throws Exception {
        Settings closed = new Settings(
                "127.0.0.1", 0, Optional.empty(), ClockMode.MANUAL, 1, false, false, 100, Optional.of("t0ken"), false);
        try (Hostdouble server = Hostdouble.start(closed)) {
            Operation start = operation("hosterapi/server.start");
            CommandTarget target = new CommandTarget(server.url().toString(), true);
            String lines = commands.lines(start, start.answer("NO_SUCH_VM").orElseThrow(), target)
                    .orElseThrow();
            assertThat(lines).doesNotContain("t0ken");
            assertThat(run(folder, lines, "t0ken")).contains("hosterapi/server.start.NO_SUCH_VM");
            assertThat(server.client().world("default").scenarios().active()).hasSize(1);
        }
    }

    @Test
    void a_server_at_https_is_trusted_by_the_file_of_its_ca(@TempDir Path folder) throws Exception {
        try (Hostdouble server = Hostdouble.start(Settings.forTests().withHttps(0))) {
            Files.writeString(
                    folder.resolve("hostdouble-ca.pem"), server.client().trustedCertificates());
            HostdoubleClient client = HostdoubleClient.at(server.httpsUrl().orElseThrow())
                    .withTrustedCertificates(server.client().trustedCertificates());
            client.createWorld("tls-commands");
            // Of a call with a login, of one with a token, and of the control API.
            for (String id : List.of("vss/user_iso.list", "hosterapi/server.start", "hosterapi/server.list")) {
                Operation operation = operation(id);
                CommandTarget target = new CommandTarget(client.url() + "/_w/tls-commands", false);
                for (KnownAnswer answer : operation.answers()) {
                    commands.lines(operation, answer, target).ifPresent(lines -> assertThat(lines.lines())
                            .allMatch(line -> line.contains(" --cacert hostdouble-ca.pem ")));
                }
                run(folder, commands.call(operation, target).orElseThrow(), "");
                assertThat(client.world("tls-commands").coverage().read().operation(id))
                        .isPresent();
            }
        }
    }

    private static Operation operation(String id) {
        return Operation.all(Providers.ALL).stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What the lines print. */
    private static String run(Path folder, String script, String token) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("commands.sh"), script);
        Path printed = folder.resolve("printed");
        ProcessBuilder shell = new ProcessBuilder("sh", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        shell.environment().put("HOSTDOUBLE_CONTROL_TOKEN", token);
        Process process = shell.start();
        boolean isDone = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(isDone).isTrue();
        return Files.readString(printed, StandardCharsets.UTF_8);
    }
}
