package dev.hostdouble.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The image as it runs: from outside, with all that an engine can take away, and its health check. */
class ContainerIT {
    private static final String HARDENED =
            "--read-only --read-only-tmpfs=false --cap-drop ALL --security-opt no-new-privileges";
    private static final String SERVERS = "/api/v1/datacenter/server";
    private static final String TOKEN = "Bearer 1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6";

    @BeforeEach
    void build() throws IOException {
        Podman.buildOnce();
    }

    private static HttpResponse<String> servers(Container container) throws IOException {
        return container.get(SERVERS, "Authorization", TOKEN);
    }

    @Test
    void alone_it_answers_and_says_that_the_control_api_is_open() throws IOException {
        try (Container container = Container.start("", "")) {
            assertThat(servers(container).body()).isEqualTo("{\"result\":[4001,4002,4003]}");
            assertThat(container.post("/_emulator/reset", "").statusCode()).isEqualTo(200);
            assertThat(container.log()).contains("the control API is open", "HOSTDOUBLE_CONTROL_TOKEN");
        }
    }

    @Test
    void it_needs_neither_files_to_write_nor_capabilities_nor_much_memory_and_ends_with_0() throws IOException {
        try (Container container = Container.start(HARDENED + " --memory 128m", "")) {
            for (int i = 0; i < 300; i++) {
                assertThat(servers(container).statusCode()).isEqualTo(200);
            }
            assertThat(container.exec("cat /proc/1/cmdline").replace('\0', ' '))
                    .startsWith("/opt/jre/bin/java -XX:AOTCache=/app/hostdouble.aot ")
                    .contains(" -jar /app/hostdouble.jar ");
            assertThat(container.health().code()).isZero();
            assertThat(container.stop()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', --port 9090",
        "'', --port 0",
        "'', --https-port 8443 --port 0",
        "'', --bind 127.0.0.1 --port 1234",
        "'', --bind ::1",
        "-e HOSTDOUBLE_PORT=9090, ''",
        "-e HOSTDOUBLE_PORT=1 -e http_proxy=http://127.0.0.1:1, --port 9091",
        "--network host, --port 0",
    })
    void the_health_check_asks_the_port_that_the_server_listens_on(String options, String arguments)
            throws IOException {
        try (Container container = Container.run(0, HARDENED + " " + options, arguments)) {
            assertThat(container.health().output()).isEmpty();
            assertThat(container.health().code()).isZero();
        }
    }

    @Test
    void a_config_file_may_say_the_port(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("config.properties"), "port=9095\n");
        try (Container container = Container.run(
                0, "-e HOSTDOUBLE_PORT= -v " + file + ":/config.properties:ro", "--config /config.properties")) {
            assertThat(container.log()).contains(":9095 ");
            assertThat(container.health().code()).isZero();
        }
    }

    @Test
    void the_health_check_fails_where_the_server_answers_503_or_does_not_listen() throws IOException {
        // A program of Java's name that answers every request with 503.
        String answer = "read line; printf \"HTTP/1.1 503 Starting\\r\\nContent-Length: 0\\r\\n\\r\\n\"";
        Podman.Result result = Podman.shell("podman run --rm --entrypoint sh " + Podman.IMAGE + " -c '"
                + "cd /tmp; cp /bin/busybox java; echo \""
                + answer.replace("\\", "\\\\").replace("\"", "\\\"")
                + "\" >answer; (exec -a nc ./java -ll -p 8080 -e sh answer) & sleep 1; /app/bin/health; echo code $?;"
                + " kill %1; sleep 1; /app/bin/health; echo code $?'");
        assertThat(result.output())
                .contains("127.0.0.1:8080/_emulator/health", "503 Starting", "no server listens here")
                .contains("code 1")
                .doesNotContain("code 0");
    }

    @Test
    void a_server_that_is_not_the_first_process_is_found() throws IOException {
        try (Container container = Container.run(0, "--entrypoint sh", "-c '/app/bin/hostdouble --port 9000 & wait'")) {
            assertThat(container.health().code()).isZero();
        }
    }

    @Test
    void a_server_that_nobody_outside_can_reach_says_so() throws IOException {
        try (Container container = Container.start("-e HOSTDOUBLE_BIND=127.0.0.1", "")) {
            assertThat(container.log()).contains("in a container: nobody outside of it can reach the server");
        }
    }

    @Test
    void the_environment_sets_everything(@TempDir Path folder) throws IOException {
        Path world = Files.createDirectory(folder.resolve("wörld"));
        Podman.shell("chmod 755 " + folder).succeeds();
        Files.writeString(world.resolve("hosterapi.yaml"), "servers: []\n");
        try (Container container = Container.start(
                "-v " + world + ":/world:ro -e HOSTDOUBLE_WORLD=/world -e HOSTDOUBLE_CONTROL_TOKEN=secret"
                        + " -e HOSTDOUBLE_SCENARIO=any/slow-provider,delay=1ms -e HOSTDOUBLE_CLOCK=manual",
                "")) {
            assertThat(servers(container).body()).isEqualTo("{\"result\":[]}");
            assertThat(container.get("/_emulator/clock").statusCode()).isEqualTo(401);
            assertThat(container
                            .get("/_emulator/clock", "Authorization", "Bearer secret")
                            .body())
                    .contains("manual");
            assertThat(container
                            .get("/_emulator/scenarios", "Authorization", "Bearer secret")
                            .body())
                    .contains("any/slow-provider");
        }
        try (Container container = Container.start("-e HOSTDOUBLE_WORLD=rich", "")) {
            assertThat(servers(container).body()).isEqualTo("{\"result\":[4001,4002,4003]}");
            assertThat(container.get("/_emulator/jobs").body()).contains("0a459c00000000000000000000000459");
        }
    }

    @Test
    void files_that_its_user_may_not_use_are_named(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), "scenario: mine\nrules: []\n");
        Podman.shell("chmod 700 " + folder).succeeds();
        String run = "podman run --rm -v " + folder + ":/mine -e HOSTDOUBLE_";
        assertThat(Podman.shell(run + "WORLD=/mine " + Podman.IMAGE).output()).contains("no permission to use /mine");
        assertThat(Podman.shell(run + "SCENARIO=/mine/rules.yaml " + Podman.IMAGE)
                        .output())
                .contains("no permission");
        assertThat(Podman.shell(run + "STATE=/mine/state.json " + Podman.IMAGE).output())
                .contains("no permission");
    }

    @Test
    void worlds_are_kept_on_a_volume_by_the_user_of_the_image() throws IOException {
        String volume = "hostdouble-it-" + ProcessHandle.current().pid();
        String options = HARDENED + " -v " + volume + ":/data -e HOSTDOUBLE_STATE=/data/hostdouble.json";
        try {
            try (Container container = Container.start(options, "")) {
                container.post(
                        SERVERS + "/4003/delete",
                        "force=1",
                        "Authorization",
                        TOKEN,
                        "Content-Type",
                        "application/x-www-form-urlencoded");
                assertThat(container.stop()).isZero();
            }
            try (Container container = Container.start(options, "")) {
                assertThat(servers(container).body()).isEqualTo("{\"result\":[4001,4002]}");
            }
        } finally {
            Podman.shell("podman volume rm -f " + volume);
        }
    }

    @Test
    void options_of_java_come_after_those_of_the_image() throws IOException {
        String options =
                "-XX:TieredStopAtLevel=4 -XX:-UseSerialGC -XX:+UseG1GC -XX:MaxRAMPercentage=30 -XX:+PrintFlagsFinal";
        for (String variable : new String[] {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"}) {
            String flags = Podman.output(
                    "podman run --rm -e '" + variable + "=" + options + "' " + Podman.IMAGE + " --version");
            assertThat(flags)
                    .containsPattern("UseG1GC +:?= true")
                    .containsPattern("TieredStopAtLevel +:?= 4")
                    .containsPattern("MaxRAMPercentage +:?= 30")
                    .containsPattern("ExitOnOutOfMemoryError +:?= true")
                    .contains("hostdouble 0.1.0");
        }
    }
}
