package dev.hostdouble.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What start states say about addresses, the catalogue, tags, keys and zones: mistakes are refused in plain words. */
class ResourceStatesTest {
    private static final Path SHIPPED = Path.of("fixtures/worlds/default");
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGkQ9vq0cYv1m5mYw0Uo4m2b0m0YxQ7yq2mJm8m1Qx3T";
    private static final String LOGIN = "  - login: client@example.com\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private void assertRefused(String file, String from, String to, String... parts) throws IOException {
        String shipped = Files.readString(SHIPPED.resolve(file));
        assertThat(shipped).contains(from);
        Files.writeString(folder.resolve(file), shipped.replace(from, to));
        StartStates states = new StartStates(Providers.ALL);
        assertThatThrownBy(() -> states.read(states.sources(Optional.of(folder))))
                .isInstanceOf(InvalidFileException.class)
                .message()
                .contains(parts)
                .doesNotContain("regex", "^", "{1,");
    }

    private void assertHostkeyRefused(String from, String to, String... parts) throws IOException {
        assertRefused("hostkey.yaml", from, to, parts);
    }

    private void assertAddition(String at, String addition, String... parts) throws IOException {
        assertHostkeyRefused(at, at + addition, parts);
    }

    @Test
    void addresses_of_servers() throws IOException {
        assertHostkeyRefused(
                "ip: 141.105.68.57",
                "ip: 141.105.68.56",
                "/servers/1/ip",
                "address 141.105.68.56 is a duplicate of /servers/0/ip");
        assertHostkeyRefused(
                "ip: 141.105.68.57", "ip: 999.2.3.4", "/servers/1/ip", "'999.2.3.4' is not an IP address: expected");
        assertHostkeyRefused("ip: 141.105.68.57", "ip: \":::\"", "/servers/1/ip", "is not an IP address");
    }

    @Test
    void addresses_of_servers_of_another_provider() throws IOException {
        assertRefused(
                "hosterapi.yaml",
                "ips: [37.114.34.3]",
                "ips: [999.2.3.4]",
                "/servers/2/ips/0",
                "'999.2.3.4' is not an IP address");
    }

    @Test
    void ranges() throws IOException {
        String at = "next: { iso: 125";
        assertHostkeyRefused(
                at,
                "addresses: [141.105.68.0/24, 141.105.64.0/22, 141.105.68.128/25]\n" + at,
                "/addresses/2",
                "141.105.68.128/25 overlaps with 141.105.68.0/24 of /addresses/0");
        assertHostkeyRefused(
                at,
                "addresses: [141.105.68.0/8]\n" + at,
                "/addresses/0",
                "an IPv4 network of 4 to 1024 addresses",
                "found \"141.105.68.0/8\"");
    }

    @Test
    void catalogue() throws IOException {
        assertHostkeyRefused(
                "FI: { EUR: -1 } }",
                "FI: { EUR: -1 }, DE: { EUR: 2 } }",
                "/catalogue/presets/0/prices/DE",
                "a price for a location in which it is not sold: expected one of stock, [FI, NL, US]");
        assertHostkeyRefused(
                "stock: { NL: 25, US: 10, FI: 5 }",
                "stock: { nl: 25 }",
                "/catalogue/presets/0/stock",
                "the code of a data centre: 2 to 8 capital letters");
        assertHostkeyRefused("os: 219", "os: 9999", "/servers/0/os", "no operating system 9999 in the catalogue");
    }

    @Test
    void a_file_with_a_catalogue_alone_is_not_held_against_the_servers_of_another_file() throws Exception {
        Files.writeString(
                folder.resolve("hostkey.yaml"),
                "catalogue: { operating-systems: [{ id: 1, name: one, ram: 1, disk: 1 }], software: [] }");
        StartStates states = new StartStates(Providers.ALL);
        assertThat(states.read(states.sources(Optional.of(folder)))).hasSize(Providers.ALL.size());
    }

    @Test
    void tags_keys_and_zones() throws IOException {
        String server = "  - id: 456\n";
        assertAddition(
                server, "    tags: { hostname: web }\n", "/servers/0/tags/hostname", "is the name of the server");
        assertAddition(
                server, "    tags: { \"a b\": web }\n", "/servers/0/tags", "at most 32 letters, digits, _ and -");
        assertAddition(
                LOGIN,
                "    ssh-keys: [{ name: one, key: nothing }]\n",
                "/accounts/0/ssh-keys/0/key",
                "expected a public key as OpenSSH writes it");
        String two = "{ name: one, is-default: true, key: " + KEY + " }";
        assertAddition(
                LOGIN,
                "    ssh-keys: [" + two + ", " + two + "]\n",
                "/accounts/0/ssh-keys/1/is-default",
                "only one key of an account");
        assertAddition(LOGIN, "    zones: [{ name: x }]\n", "/accounts/0/zones/0/name", "the name of a domain");
        assertAddition(
                LOGIN,
                "    zones: [{ name: example.com }, { name: EXAMPLE.com. }]\n",
                "/accounts/0/zones/1/name",
                "zone example.com is a duplicate");
        assertAddition(
                LOGIN,
                "    zones: [{ name: example.com, server: 457 }]\n",
                "/accounts/0/zones/0/server",
                "client@example.com has no server 457");
        assertAddition(
                LOGIN,
                "    zones: [{ name: example.com, records: [{ type: A, content: 999.2.3.4 }] }]\n",
                "/accounts/0/zones/0/records/0/content",
                "is not the content of a record of type A");
    }

    @Test
    void every_pattern_of_a_schema_is_explained() throws IOException {
        for (Provider provider : Providers.ALL) {
            try (var in = ResourceStatesTest.class.getResourceAsStream(provider.stateSchema())) {
                for (JsonNode rule : new ObjectMapper().readTree(in).findParents("pattern")) {
                    assertThat(rule.path("description").asText())
                            .as(provider.name() + " " + rule)
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void a_world_begins_with_them() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withWorld(Path.of("fixtures/worlds/rich")))) {
            HostkeyClient hostkey = new HostkeyClient(emulator, "default");
            String token = "HOSTKEY_RESELLER_TOKEN";
            assertThat(hostkey.readAs(token, "tags", "list", "id", "459")
                            .path("tags")
                            .findValuesAsText("tag"))
                    .containsExactly("hostname", "role", "stage");
            assertThat(hostkey.readAs(token, "ssh_keys", "list")
                            .at("/sshkeys/0/default")
                            .asInt())
                    .isEqualTo(1);
            assertThat(hostkey.readAs(token, "pdns", "view_zone", "params[zone]", "shops.example")
                            .at("/data/records")
                            .findValuesAsText("type"))
                    .containsExactly("SOA", "NS", "NS", "A", "CNAME", "MX");
            assertThat(hostkey.readAs(token, "pdns", "add_domain", "params[name]", "other.example")
                            .at("/data/id")
                            .asInt())
                    .isEqualTo(2);
        }
    }
}
