package dev.hostdouble.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.clients.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of the npm package, packs it, and uses the tarball as its users do. */
class NpmIT {
    private static final Path FOLDER = Path.of("src", "npm").toAbsolutePath();
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    /** Without what asks a registry. */
    private static final Map<String, String> QUIET =
            Map.of("npm_config_update_notifier", "false", "npm_config_fund", "false", "npm_config_audit", "false");

    /** The project of a user. */
    private static Path project;

    private static Program user;
    private static Path tarball;

    @BeforeAll
    static void packAndInstall(@TempDir Path folder) throws Exception {
        project = folder;
        Program.require("src/npm", "node");
        Program.require("src/npm", "npm");
        if (!Files.exists(TARGET.resolve("hostdouble.jar"))) {
            Program.skip("src/npm: no target/hostdouble.jar; build it first");
        }
        new Program(FOLDER, QUIET)
                .run("npm", "pack", "--pack-destination", project.toString())
                .fine();
        tarball = project.resolve("hostdouble-" + version() + ".tgz");
        Files.writeString(project.resolve("package.json"), "{\"private\":true,\"type\":\"module\"}");
        user = new Program(project, QUIET);
        user.run("npm", "install", "--offline", "--no-package-lock", tarball.toString())
                .fine();
    }

    @Test
    void its_tests_pass() throws Exception {
        new Program(FOLDER, QUIET).run("npm", "test").fine().shows("# fail 0");
    }

    @Test
    void the_tarball_has_exactly_what_users_need() throws Exception {
        List<String> files = user.run("tar", "-tzf", tarball.toString())
                .fine()
                .output()
                .lines()
                .toList();
        List<String> expected = new ArrayList<>();
        for (String file : List.of(
                "LICENSE",
                "README.md",
                "bin/hostdouble.js",
                "dist/hostdouble.jar",
                "lib/client.js",
                "lib/index.d.ts",
                "lib/index.js",
                "lib/java.js",
                "lib/start.js",
                "package.json")) {
            expected.add("package/" + file);
        }
        if (!Files.exists(TARGET.resolve("hostdouble-standalone.jar"))) {
            try (Stream<Path> libraries = Files.list(TARGET.resolve("lib"))) {
                libraries.forEach(library -> expected.add("package/dist/lib/" + library.getFileName()));
            }
        }
        assertThat(files).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(FOLDER.resolve("dist")).doesNotExist();
    }

    @Test
    void the_tarball_is_installed_and_used_without_a_registry() throws Exception {
        user.run("npx", "--offline", "hostdouble", "--version").fine().shows("hostdouble ");
        Files.writeString(project.resolve("use.js"), """
                import { start } from 'hostdouble';
                const server = await start({ clock: 'manual' });
                const world = server.world('use');
                const reply = await fetch(world.baseUrl('hostkey') + '/iso.php', {
                  method: 'POST',
                  body: new URLSearchParams({ action: 'list_iso', token: 'HOSTKEY_TOKEN', id: 456 }),
                });
                console.log((await reply.json()).result, await world.verify([{ operation: 'hostkey/iso.list_iso', times: 1 }]));
                await server.close();
                """);
        user.run("node", "use.js").fine().shows("OK { verified: true");
    }

    @Test
    void its_types_hold() throws Exception {
        Ended compiler = user.run("npm", "install", "--no-package-lock", "--prefer-offline", "typescript@5");
        if (compiler.code() != 0) {
            Program.skip("src/npm/lib/index.d.ts: no TypeScript from the registry");
        }
        String sound = """
                import { start, Hostdouble, VerificationError, type Server, type World } from 'hostdouble';
                const server: Server = await start({ port: 0, clock: 'step:1s', scenarios: ['any/slow-provider'], seed: 7n });
                const world: World = server.world('mine');
                const base: string = world.baseUrl('vss');
                const now: string = (await world.clock.advance('5s')).now;
                await world.scenarios.activate('any/slow-provider', { delay: '3s' });
                await world.scenarios.activate({ scenario: 'own', rules: [{ on: '*', effect: { delay: '1s' } }] });
                try {
                  await world.verify({ calls: [{ operation: 'vss/iso.list', least: 1 }], unused: 'fail' });
                } catch (error) {
                  if (error instanceof VerificationError) error.problems[0].found.toFixed();
                }
                const ids: string[] = (await world.jobs.list({ state: 'running' })).map((job) => job.id);
                await new Hostdouble(new URL(server.url), { controlToken: 'x' }).health();
                export { base, now, ids };
                """;
        compile(sound).fine();
        String slips = """
                world.baseUrl('hosteurope');
                world.clock.set({ mode: 'fast' });
                world.verify([{ operaton: 'vss/iso.list' }]);
                await start({ scenario: 'x' });
                """;
        assertThat(sound.lines()).hasSize(15);
        Ended ended = compile(sound + slips);
        for (int line = 16; line <= 19; line++) {
            ended.shows("use.ts(" + line + ",");
        }
    }

    private static Ended compile(String code) throws Exception {
        Files.writeString(project.resolve("use.ts"), code);
        return user.run(
                "npx",
                "--offline",
                "tsc",
                "--noEmit",
                "--strict",
                "--target",
                "es2022",
                "--module",
                "nodenext",
                "use.ts");
    }

    private static String version() throws IOException {
        return Files.readString(FOLDER.resolve("package.json")).replaceAll("(?s).*\"version\": \"([^\"]+)\".*", "$1");
    }
}
