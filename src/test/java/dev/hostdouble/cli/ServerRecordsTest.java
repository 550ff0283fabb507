package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.cli.ServerRecords.Running;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.DefaultParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a running server is found: the files that {@code serve} leaves, and which of them a command means. */
@SuppressWarnings("try") // an entry is there to be closed
class ServerRecordsTest {
    private static final URI URL = URI.create("http://127.0.0.1:9090");

    private final Path parent;
    private final ServerRecords records;

    ServerRecordsTest(@TempDir Path parent) {
        this.parent = parent;
        this.records = new ServerRecords(List.of(parent));
    }

    private static Running server(String url) {
        return new Running(URI.create(url), Optional.empty());
    }

    private Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private URI asked(Map<String, String> environment, String... flags) throws Exception {
        Arguments arguments = new Arguments(
                new DefaultParser().parse(ServerAddress.flags(), flags),
                new FlagDefaults(environment, Optional.empty()));
        return ServerAddress.of(arguments, records);
    }

    @Test
    void a_server_is_found_until_it_ends() throws Exception {
        try (ServerRecords.Entry unused = records.add(new Running(URL, Optional.of("8080")))) {
            assertThat(records.running()).containsExactly(new Running(URL, Optional.of("8080")));
            Path folder = only(parent);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
        assertThat(records.running()).isEmpty();
        try (Stream<Path> files = Files.list(only(parent))) {
            assertThat(files).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxr-xr-x"})
    void a_folder_that_others_can_use_is_not(String permissions) throws Exception {
        records.add(server("http://127.0.0.1:1")).close();
        Path folder = only(parent);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        assertThat(Files.writeString(
                        folder.resolve(ProcessHandle.current().pid() + "-1"),
                        "http://evil.example:1\n" + namespaces() + "\n\n"))
                .exists();
        assertThat(records.running()).isEmpty();
        Path other = Files.createDirectory(parent.resolve("other"));
        ServerRecords both = new ServerRecords(List.of(parent, other));
        try (ServerRecords.Entry unused = both.add(server(URL.toString()))) {
            assertThat(both.running()).containsExactly(server(URL.toString()));
            assertThat(only(other)).isDirectory();
        }
    }

    private static String namespaces() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")) + " "
                + Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
    }

    @Test
    void a_link_instead_of_the_folder_is_not_followed() throws Exception {
        records.add(server("http://127.0.0.1:1")).close();
        Path folder = only(parent);
        Path moved = Files.createDirectory(parent.resolve("elsewhere"));
        Files.delete(folder);
        Files.createSymbolicLink(folder, moved);
        Files.setPosixFilePermissions(moved, PosixFilePermissions.fromString("rwx------"));
        try (ServerRecords.Entry unused = records.add(server(URL.toString()))) {
            assertThat(records.running()).isEmpty();
        }
        try (Stream<Path> files = Files.list(moved)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void without_a_folder_to_write_nothing_is_recorded_and_nothing_fails() throws Exception {
        Path file = Files.writeString(parent.resolve("file"), "");
        for (Path none : List.of(parent.resolve("missing"), file, Path.of("/proc"))) {
            ServerRecords nowhere = new ServerRecords(List.of(none));
            try (ServerRecords.Entry unused = nowhere.add(server(URL.toString()))) {
                assertThat(nowhere.running()).isEmpty();
            }
        }
    }

    @Test
    void the_file_of_a_process_that_was_killed_does_not_count_and_the_next_server_deletes_it() throws Exception {
        try (ServerRecords.Entry unused = records.add(server(URL.toString()))) {
            Path live = only(only(parent));
            Process ended = new ProcessBuilder("true").start();
            assertThat(ended.waitFor()).isZero();
            Path dead = Files.copy(live, live.resolveSibling(ended.pid() + "-9091"));
            Path reused =
                    Files.copy(live, live.resolveSibling(ProcessHandle.current().pid() + "-9092"));
            Files.setLastModifiedTime(reused, FileTime.from(Instant.EPOCH));
            assertThat(records.running()).containsExactly(server(URL.toString()));
            records.add(server("http://127.0.0.1:9093")).close();
            assertThat(dead).doesNotExist();
            assertThat(reused).doesNotExist();
            assertThat(live).exists();
        }
    }

    @Test
    void the_file_of_another_container_does_not_count_and_stays() throws Exception {
        try (ServerRecords.Entry unused = records.add(server(URL.toString()))) {
            Path live = only(only(parent));
            String other = Files.readString(live).replaceFirst("net:\\[\\d+]", "net:[7]");
            Files.writeString(live, other);
            assertThat(records.running()).isEmpty();
            records.add(server("http://127.0.0.1:9093")).close();
            assertThat(live).hasContent(other);
        }
    }

    @Test
    void files_that_are_no_records_are_ignored() throws Exception {
        try (ServerRecords.Entry unused = records.add(server(URL.toString()))) {
            Path live = only(only(parent));
            long process = ProcessHandle.current().pid();
            String text = Files.readString(live);
            Files.writeString(live.resolveSibling(process + "-1"), text.replace("http://", "http:// "));
            Files.writeString(live.resolveSibling(process + "-2"), "");
            Files.writeString(live.resolveSibling(process + "-3"), text + "x".repeat(5000));
            Files.writeString(live.resolveSibling("notes"), text);
            Files.writeString(live.resolveSibling("9".repeat(30) + "-4"), text);
            Files.createSymbolicLink(live.resolveSibling(process + "-5"), live);
            Files.createDirectory(live.resolveSibling(process + "-6"));
            assertThat(records.running()).containsExactly(server(URL.toString()));
        }
    }

    @Test
    void a_relative_or_invalid_runtime_folder_is_not_used() {
        for (String name : List.of("relative", "\0", " ")) {
            try (ServerRecords.Entry unused =
                    ServerRecords.of(Map.of("XDG_RUNTIME_DIR", name)).add(server("http://127.0.0.1:9"))) {
                assertThat(new File("relative")).doesNotExist();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // bound to, asked
        "http://127.0.0.1:9090, http://127.0.0.1:9090",
        "http://0.0.0.0:9090, http://127.0.0.1:9090",
        "http://[::]:9090, http://127.0.0.1:9090",
        "http://[::1]:9090, http://[::1]:9090",
        "http://192.0.2.7:9090, http://192.0.2.7:9090"
    })
    void the_running_server_is_asked_where_it_is_reached(String bound, URI asked) throws Exception {
        try (ServerRecords.Entry unused = records.add(server(bound))) {
            assertThat(asked(Map.of())).isEqualTo(asked);
        }
    }

    @Test
    void flags_come_first_and_without_any_server_the_setting_or_the_default() throws Exception {
        assertThat(asked(Map.of())).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(asked(Map.of("HOSTDOUBLE_PORT", "9000", "HOSTDOUBLE_BIND", "::")))
                .isEqualTo(URI.create("http://127.0.0.1:9000"));
        try (ServerRecords.Entry unused = records.add(server(URL.toString()))) {
            assertThat(asked(Map.of(), "--port", "7")).isEqualTo(URI.create("http://127.0.0.1:7"));
            assertThat(asked(Map.of(), "--bind", "::1")).isEqualTo(URI.create("http://[::1]:8080"));
        }
    }

    @Test
    void a_set_port_means_the_server_that_was_started_with_the_same_setting() throws Exception {
        // As in an image that sets the port, whose command has the flag --port 9090.
        try (ServerRecords.Entry unused = records.add(new Running(URL, Optional.of("8080")))) {
            assertThat(asked(Map.of("HOSTDOUBLE_PORT", "8080"))).isEqualTo(URL);
            assertThat(asked(Map.of("HOSTDOUBLE_PORT", "9090"))).isEqualTo(URL);
            // Another server is not healthy because this one is.
            assertThat(asked(Map.of("HOSTDOUBLE_PORT", "9000"))).isEqualTo(URI.create("http://127.0.0.1:9000"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // bound to, asked with, asked
        "http://[::1]:38651, --port 38651, http://[::1]:38651",
        "http://[::1]:38651, --bind ::1, http://[::1]:38651",
        "http://[::1]:38651, --bind 0:0:0:0:0:0:0:1, http://[::1]:38651",
        "http://[::1]:38651, --port 38652, http://127.0.0.1:38652",
        "http://[::1]:38651, --bind 127.0.0.1, http://127.0.0.1:8080",
        "http://[::1]:38651, --bind 127.0.0.1 --port 38651, http://127.0.0.1:38651",
        "http://0.0.0.0:38651, --port 38651, http://127.0.0.1:38651",
        "http://0.0.0.0:38651, --bind 0.0.0.0, http://127.0.0.1:38651",
        "http://[::]:38651, --bind 0.0.0.0, http://127.0.0.1:38651",
        "http://[::]:38651, --bind 192.0.2.7, http://192.0.2.7:38651",
        "http://127.0.0.1:38651, --bind localhost, http://127.0.0.1:38651"
    })
    void half_an_address_means_the_running_server_that_has_it(String bound, String flags, URI asked) throws Exception {
        try (ServerRecords.Entry unused = records.add(server(bound))) {
            assertThat(asked(Map.of(), flags.split(" ", -1))).isEqualTo(asked);
        }
    }

    @Test
    void half_an_address_goes_before_the_setting_of_the_other_half() throws Exception {
        try (ServerRecords.Entry unused = records.add(new Running(URI.create("http://[::1]:9090"), Optional.of("0")))) {
            URI server = URI.create("http://[::1]:9090");
            assertThat(asked(Map.of("HOSTDOUBLE_BIND", "0.0.0.0"), "--port", "9090"))
                    .isEqualTo(server);
            assertThat(asked(Map.of("HOSTDOUBLE_PORT", "1"), "--port", "9090")).isEqualTo(server);
            assertThat(asked(Map.of("HOSTDOUBLE_PORT", "0"), "--bind", "::1")).isEqualTo(server);
            // Another server is not healthy because this one is.
            assertThat(asked(Map.of("HOSTDOUBLE_PORT", "1"), "--bind", "::1")).isEqualTo(URI.create("http://[::1]:1"));
        }
    }

    @Test
    void what_the_error_says_to_name_is_enough() throws Exception {
        try (ServerRecords.Entry one = records.add(server("http://127.0.0.1:9090"));
                ServerRecords.Entry two = records.add(server("http://[::1]:9091"));
                ServerRecords.Entry three = records.add(server("http://127.0.0.1:9092"))) {
            assertThatThrownBy(() -> asked(Map.of())).hasMessageContaining("3 servers run here: name one by --port.");
            assertThat(asked(Map.of(), "--port", "9091")).isEqualTo(URI.create("http://[::1]:9091"));
            assertThatThrownBy(() -> asked(Map.of(), "--bind", "127.0.0.1"))
                    .hasMessage("2 servers run here: name one by --port."
                            + " Running: http://127.0.0.1:9090, http://127.0.0.1:9092");
            assertThat(List.of(one, two, three)).doesNotHaveDuplicates();
        }
    }

    @Test
    void servers_on_one_port_are_told_apart_by_their_address() throws Exception {
        try (ServerRecords.Entry unused = records.add(server("http://127.0.0.1:9090"))) {
            Path file = only(only(parent));
            // As another process of this user writes it.
            Process other = new ProcessBuilder("sleep", "600").start();
            try {
                Files.writeString(
                        file.resolveSibling(other.pid() + "-9090"),
                        Files.readString(file).replace("127.0.0.1", "[::1]"));
                assertThatThrownBy(() -> asked(Map.of(), "--port", "9090"))
                        .hasMessage("2 servers run here: name one by --bind."
                                + " Running: http://127.0.0.1:9090, http://[::1]:9090");
                assertThat(asked(Map.of(), "--bind", "::1")).isEqualTo(URI.create("http://[::1]:9090"));
            } finally {
                other.destroy();
            }
        }
    }

    @Test
    void of_several_servers_one_must_be_named() throws Exception {
        try (ServerRecords.Entry one = records.add(new Running(URL, Optional.of("0")));
                ServerRecords.Entry two = records.add(server("http://0.0.0.0:8080"))) {
            assertThatThrownBy(() -> asked(Map.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("2 servers run here: name one by --port."
                            + " Running: http://127.0.0.1:8080, http://127.0.0.1:9090");
            assertThat(asked(Map.of("HOSTDOUBLE_PORT", "0"))).isEqualTo(URL);
            assertThat(one).isNotSameAs(two);
        }
    }
}
