package dev.hostdouble.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.clients.Program.Ended;
import dev.hostdouble.world.ClockMode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the recipes of {@code docs/clients} as they stand, each with its own runtime, and twice more in a way that its last check
 * must find: without the failure, and with a client that makes matters worse.
 */
class RecipesIT {
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ (.*)\n((?:(?!\\$ ).*\n)*)");
    private static final String MARK = "--- end of a command ---";

    private static Path folder;
    private static Hostdouble server;
    private static Program program;

    @BeforeAll
    static void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        server = Hostdouble.start(Settings.forTests().withHostNow().withClock(ClockMode.REAL));
        program = new Program(
                folder,
                Map.of(
                        "HOSTDOUBLE_URL",
                        server.url().toString(),
                        "GOCACHE",
                        folder.resolve("go").toString(),
                        "GOFLAGS",
                        "-mod=mod",
                        "GOPROXY",
                        "off"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Recipe> recipes() {
        return Recipe.ALL.stream();
    }

    @Test
    void at_least_four_runtimes_are_found() {
        List<String> found = Stream.of("curl", "http", "java", "python3", "php", "node", "go")
                .filter(Program::isFound)
                .toList();
        assertThat(found).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void a_recipe_runs_as_it_stands(Recipe recipe) throws Exception {
        Ended ended = run(recipe, recipe.code()).fine();
        assertThat(recipe.outputs()).hasSize(3);
        ended.shows(recipe.outputs().get(0));
        assertThat(worlds()).containsOnlyOnce("\"name\"");
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void its_check_fails_without_the_failure(Recipe recipe) throws Exception {
        Ended ended = run(recipe, recipe.story().aboutOther(recipe.code()));
        assertThat(ended.code()).as(ended.output()).isNotZero();
        ended.shows(recipe.story().aboutOther(recipe.outputs().get(1)))
                .shows(recipe.outputs().get(2));
        assertThat(worlds()).containsOnlyOnce("\"name\"");
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void its_check_fails_if_the_client_makes_matters_worse(Recipe recipe) throws Exception {
        Ended ended = run(recipe, recipe.repairedWrongly());
        assertThat(ended.code()).as(ended.output()).isNotZero();
        ended.shows("POST verify: 422 …\"what\":\"calls/0 …\"expected\":\"1 call\",\"found\":2");
    }

    private static Ended run(Recipe recipe, String code) throws Exception {
        Program.require("docs/clients/" + recipe.page(), recipe.program());
        Files.writeString(folder.resolve(recipe.file()), code);
        return program.run("sh", "-c", recipe.command());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "curl.md", "httpie.md"})
    void the_commands_of_a_page_print_what_is_shown(String page) throws Exception {
        requireShellPrograms(page);
        List<Shown> shown = shown(String.join("", Recipe.blocks(page, "console")));
        assertThat(shown).hasSizeGreaterThan(2);
        compare(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl.md", "httpie.md"})
    void they_print_something_else_without_the_failure(String page) throws Exception {
        requireShellPrograms(page);
        String commands = String.join("", Recipe.blocks(page, "console"));
        String other = commands.replaceAll(
                "(\\$ (?:curl -s -X|http --ignore-stdin) )PUT (\\$WORLD\\S+/scenarios/)", "$1DELETE $2");
        assertThat(other).isNotEqualTo(commands);
        assertThatThrownBy(() -> compare(shown(other))).isInstanceOf(AssertionError.class);
    }

    private static void requireShellPrograms(String page) {
        Program.require("docs/clients/" + page, "jq");
        Program.require("docs/clients/" + page, page.equals("httpie.md") ? "http" : "curl");
    }

    /** A command, and what it prints. */
    private record Shown(String command, String output) {}

    private static List<Shown> shown(String console) {
        Matcher command = COMMAND.matcher(console);
        List<Shown> all = new ArrayList<>();
        while (command.find()) {
            all.add(new Shown(command.group(1), command.group(2)));
        }
        return all;
    }

    /** Runs all commands in one shell, which keeps their variables. */
    private static void compare(List<Shown> shown) throws Exception {
        StringBuilder script = new StringBuilder();
        for (Shown one : shown) {
            script.append(one.command()).append("\necho; echo '").append(MARK).append("'\n");
        }
        Ended ended = program.run("sh", "-c", script.toString());
        List<String> printed = Pattern.compile(MARK, Pattern.LITERAL)
                .splitAsStream(ended.output())
                .toList();
        assertThat(printed).as(ended.output()).hasSize(shown.size() + 1);
        for (int i = 0; i < shown.size(); i++) {
            assertThat(printed.get(i).strip())
                    .as(shown.get(i).command())
                    .matches(Program.pattern(shown.get(i).output()));
        }
    }

    /** There is no .NET to run it with: its calls must be those of the recipe in Go. */
    @Test
    void the_recipe_in_csharp_makes_the_calls_of_the_one_in_go() throws Exception {
        String csharp = Recipe.only(Recipe.blocks("csharp.md", "csharp")).replace("\\\"", "\"");
        String go = Recipe.only(Recipe.blocks("go.md", "go"));
        for (String call : List.of(
                "\"reset\"",
                "{\"mode\":\"manual\"}",
                "\"scenarios/\" + scenario",
                "hosterapi/lost-acknowledgement",
                "{\"by\":\"6s\"}",
                "{\"calls\":[{\"operation\":\"hosterapi/server.create\",\"times\":1}],\"unused\":\"fail\"}",
                "\"requests?as=curl\"",
                "\"worlds/\" + name",
                "/api/v1/datacenter/server",
                "1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6")) {
            assertThat(csharp).contains(call);
            assertThat(go.replace("\"+", "\" + ").replace(" +  ", " + ")).contains(call);
        }
        assertThat(fields(csharp, "\\[\"(\\w+)\"] = \"([^\"]+)\""))
                .isEqualTo(fields(go, "\"(\\w+)\": \\{\"([^\"]+)\"}"))
                .hasSize(5);
        Program.skip("docs/clients/csharp.md: its calls are checked, but no .NET runs it");
    }

    private static List<String> fields(String code, String pattern) {
        return Pattern.compile(pattern)
                .matcher(code)
                .results()
                .map(field -> field.group(1) + "=" + field.group(2))
                .toList();
    }

    private static String worlds() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/_emulator/worlds"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
