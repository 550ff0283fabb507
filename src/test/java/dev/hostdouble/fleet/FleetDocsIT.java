package dev.hostdouble.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.hostdouble.Shell;
import dev.hostdouble.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what {@code docs/fleet.md} shows. */
class FleetDocsIT {
    private static final Pattern BLOCK = Pattern.compile("(?s)```(sh|console)\n(.*?)```");
    private static final Pattern VARIABLE = Pattern.compile("HOSTDOUBLE_(\\w+):");

    private static String block(String kind, String part) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/fleet.md")));
        while (block.find()) {
            if (block.group(1).equals(kind) && block.group(2).contains(part)) {
                return block.group(2);
            }
        }
        throw new AssertionError("no block " + kind + " with " + part);
    }

    @Test
    void the_commands_start_a_fleet_that_answers_as_shown(@TempDir Path folder) throws Exception {
        Path haproxy = Balancer.program("haproxy");
        String jars = Files.readString(Path.of("target", "runtime-class-path")).strip();
        String program = Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1 -cp "
                + String.join(File.pathSeparator, "target/classes", jars) + " " + Main.class.getName();
        int port = Balancer.freePort();
        String commands = block("sh", "haproxy -f")
                .replace("java -jar target/hostdouble.jar", program)
                .replace("worlds/", folder.resolve("worlds") + "/")
                .replace("haproxy -f", haproxy + " -f");
        List<URI> servers = new ArrayList<>();
        for (String server : List.of("8081", "8082", "8083")) {
            int free = Balancer.freePort();
            commands = commands.replace(server, String.valueOf(free));
            servers.add(URI.create("http://127.0.0.1:" + free));
        }
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", commands).redirectErrorStream(true);
        builder.environment().put("FLEET_BIND", "127.0.0.1:" + port);
        Process fleet =
                builder.redirectOutput(folder.resolve("fleet.log").toFile()).start();
        try {
            URI url = URI.create("http://127.0.0.1:" + port);
            Path log = folder.resolve("fleet.log");
            while (!areReady(servers) || isAnyDown(Files.readString(log))) {
                assertThat(fleet.isAlive()).as(Files.readString(log)).isTrue();
                Thread.sleep(50);
            }
            assertThat(new Shell(url).run(block("console", "first"))).isEqualTo(2);
        } finally {
            fleet.descendants().forEach(ProcessHandle::destroyForcibly);
            fleet.destroyForcibly();
        }
    }

    private static boolean areReady(List<URI> servers) {
        return servers.stream()
                .allMatch(server ->
                        Reply.to(server, "GET", "/_emulator/health", "").status() == 200);
    }

    /** Whether the balancer has noticed that a server was not there yet, and not that it is. */
    private static boolean isAnyDown(String log) {
        return Stream.of("one", "two", "three")
                .anyMatch(name -> log.lastIndexOf("servers/" + name + " is DOWN")
                        > log.lastIndexOf("servers/" + name + " is UP"));
    }

    @Test
    void the_compose_file_uses_flags_and_files_that_exist() throws Exception {
        String compose = Files.readString(Path.of("compose.fleet.yaml"));
        StringWriter help = new StringWriter();
        assertThat(Main.run(new String[] {"serve", "--help"}, new PrintWriter(help), new PrintWriter(help)))
                .isZero();
        Matcher variable = VARIABLE.matcher(compose);
        int variables = 0;
        while (variable.find()) {
            assertThat(help.toString())
                    .contains("--" + variable.group(1).toLowerCase(Locale.ROOT).replace('_', '-'));
            variables++;
        }
        assertThat(variables).isEqualTo(3);
        assertThat(compose).contains("./docs/fleet/haproxy.cfg:");
        assertThat(Files.readString(Path.of("docs/fleet/haproxy.cfg"))).contains("one:8080", "two:8080", "three:8080");
        JsonNode services =
                new ObjectMapper(new YAMLFactory()).readTree(compose).path("services");
        assertThat(services.fieldNames()).toIterable().containsExactly("one", "two", "three", "balancer");
    }
}
