package dev.hostdouble.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects of users, outside of this one, with the dependencies and the examples of docs/junit.md. */
class SampleProjectsIT {
    private static final Path THIN = Path.of("target/hostdouble.jar");
    private static final Path STANDALONE = Path.of("target/hostdouble-standalone.jar");
    private static final Path STANDALONE_POM = Path.of("target/standalone/pom.xml");
    private static final Pattern DEPENDENCY = Pattern.compile("<!-- docs/junit.md: ([a-z-]+) -->");
    private static final Pattern TOTALS = Pattern.compile("<testsuite [^>]*?>");

    @TempDir
    private static Path folder = Path.of("");

    private static String output = "";

    @BeforeAll
    static void run() throws Exception {
        requireJars();
        PageBlocks page = PageBlocks.of(Path.of("docs/junit.md"));
        copy(Path.of("src/it/projects"), folder);
        for (String project : List.of("junit6", "other-versions", "failing")) {
            Path pom = folder.resolve(project).resolve("pom.xml");
            Matcher artifact = DEPENDENCY.matcher(Files.readString(pom));
            assertThat(artifact.find()).isTrue();
            Files.writeString(pom, artifact.replaceFirst(Matcher.quoteReplacement(page.dependency(artifact.group(1)))));
        }
        page.writeClasses(folder.resolve("junit6/src/test/java/example"));
        page.writeClasses(folder.resolve("other-versions/src/test/java/example"));
        Files.delete(folder.resolve("other-versions/src/test/java/example/ContainerTest.java"));
        deploy("hostdouble", THIN, Path.of("pom.xml"));
        deploy("hostdouble-standalone", STANDALONE, STANDALONE_POM);
        output = maven();
    }

    private static void requireJars() throws Exception {
        boolean isBuilt = Files.exists(THIN)
                && Files.exists(STANDALONE)
                && Files.getLastModifiedTime(STANDALONE).compareTo(Files.getLastModifiedTime(THIN)) >= 0;
        if (!isBuilt) {
            System.err.println("SampleProjectsIT SKIPPED: no current " + STANDALONE
                    + "; make it with mvn -B -Dquick -DskipTests verify");
        }
        Assumptions.assumeTrue(isBuilt, "no current " + STANDALONE);
        boolean hasMaven = hasMaven();
        if (!hasMaven) {
            System.err.println("SampleProjectsIT SKIPPED: no mvn on the path");
        }
        Assumptions.assumeTrue(hasMaven, "no mvn");
    }

    private static boolean hasMaven() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("mvn", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void deploy(String artifact, Path jar, Path pom) throws IOException {
        Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(STANDALONE_POM));
        assertThat(version.find()).isTrue();
        Path target =
                folder.resolve("repository/dev/hostdouble").resolve(artifact).resolve(version.group(1));
        Files.createDirectories(target);
        Files.copy(jar, target.resolve(artifact + "-" + version.group(1) + ".jar"));
        Files.copy(pom, target.resolve(artifact + "-" + version.group(1) + ".pom"));
    }

    /** With a local repository of its own, so that this machine's gets no jars that are not released. */
    private static String maven() throws Exception {
        Path settings = folder.resolve("settings.xml");
        Path known = Path.of(System.getProperty("user.home"), ".m2", "repository");
        Files.writeString(
                settings,
                SETTINGS.formatted(
                        repository("repository", "known", known),
                        repository("repository", "built", folder.resolve("repository")),
                        repository("pluginRepository", "known", known)));
        Path local = Path.of("target/it-repository").toAbsolutePath();
        delete(local.resolve("dev/hostdouble"));
        Path log = folder.resolve("maven.log");
        ProcessBuilder maven = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "--fail-at-end",
                        "-gs",
                        settings.toString(),
                        "-Dmaven.repo.local=" + local,
                        "-Dorg.slf4j.simpleLogger.log.org.apache.maven.cli.transfer.Slf4jMavenTransferListener=warn",
                        "test")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        maven.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1");
        Process process = maven.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return Files.readString(log);
    }

    private static final String SETTINGS = """
            <settings>
              <profiles>
                <profile>
                  <id>it</id>
                  <repositories>%s%s</repositories>
                  <pluginRepositories>%s</pluginRepositories>
                </profile>
              </profiles>
              <activeProfiles><activeProfile>it</activeProfile></activeProfiles>
            </settings>
            """;

    private static String repository(String element, String id, Path folder) {
        return "<%s><id>%s</id><url>%s</url><releases><checksumPolicy>ignore</checksumPolicy></releases></%s>"
                .formatted(element, id, folder.toUri(), element);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The attributes of the test suites of a class, such as {@code tests="4" errors="0" skipped="0" failures="0"}. */
    private static String totals(String project, String test) throws IOException {
        Path report = folder.resolve(project).resolve("target/surefire-reports/TEST-example." + test + ".xml");
        assertThat(report).as(output).exists();
        Matcher suite = TOTALS.matcher(Files.readString(report));
        assertThat(suite.find()).isTrue();
        return suite.group();
    }

    private static void assertPasses(String project, String test, int tests) throws IOException {
        assertThat(totals(project, test))
                .as(output)
                .contains("tests=\"" + tests + "\"", "errors=\"0\"", "skipped=\"0\"", "failures=\"0\"");
    }

    @Test
    void the_examples_run_with_junit_6_and_the_thin_jar() throws Exception {
        assertPasses("junit6", "OrderTest", 4);
        assertPasses("junit6", "SettingsTest", 1);
        assertPasses("junit6", "EmbeddedTest", 1);
        assertPasses("junit6", "ClassPathTest", 5);
        assertThat(folder.resolve("junit6/target/test-classes/example/ContainerTest.class"))
                .exists();
    }

    @Test
    void the_examples_run_with_junit_5_and_the_standalone_jar() throws Exception {
        assertPasses("other-versions", "OrderTest", 4);
        assertPasses("other-versions", "SettingsTest", 1);
        assertPasses("other-versions", "EmbeddedTest", 1);
    }

    @Test
    void the_standalone_jar_leaves_other_versions_of_its_libraries_alone() throws Exception {
        assertPasses("other-versions", "OtherVersionsTest", 4);
        assertThat(Files.readString(folder.resolve("other-versions/target/app.log")))
                .startsWith("MYPATTERN ")
                .doesNotContain("hostdouble");
    }

    @Test
    void a_failing_test_shows_its_calls_and_a_recording() throws Exception {
        assertThat(totals("failing", "FailingTest")).contains("tests=\"2\"", "failures=\"2\"");
        assertThat(output)
                .contains("BUILD FAILURE")
                .contains("rule hosterapi/lost-acknowledgement/lost applied to 0 calls, expected 1")
                .containsPattern(
                        "curl .*http://127\\.0\\.0\\.1:\\d+/_w/FailingTest\\.expects_what_is_not_there-[0-9a-f]+/api/v1/")
                .containsPattern(
                        "replay: .*/failing/target/hostdouble/FailingTest\\.orders_nothing-[0-9a-f]+\\.replay\\.json")
                .doesNotContain("qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6");
        try (Stream<Path> files = Files.list(folder.resolve("failing/target/hostdouble"))) {
            assertThat(files.map(file -> file.toString().replaceFirst(".*-[0-9a-f]+\\.", "")))
                    .containsExactlyInAnyOrder("replay.json", "replay.json", "report.html", "report.html");
        }
    }
}
