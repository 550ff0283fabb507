package dev.hostdouble;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.hostdouble.provider.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package imports which, and where the outside world may enter. */
class ArchitectureTest {
    private static final String ROOT = "dev.hostdouble";

    /** What puts everything together, and so may import everything: the root and the command line. */
    private static final Set<String> COMPOSITION = Set.of("", "cli");

    /** What starts the server for the tests of users, or for the clients that it explores, and so imports the root. */
    private static final Set<String> STARTERS = Set.of("explore", "junit");

    /** What each package imports, exactly: a package that is not here, and an import that nobody uses, fail too. */
    private static final Map<String, Set<String>> IMPORTS = Map.ofEntries(
            Map.entry("audit", Set.of("core", "journal", "provider", "yaml")),
            Map.entry("client", Set.of()),
            Map.entry(
                    "control",
                    Set.of(
                            "audit",
                            "core",
                            "coverage",
                            "job",
                            "journal",
                            "metrics",
                            "provider",
                            "recording",
                            "replay",
                            "report",
                            "saved",
                            "scenario",
                            "world",
                            "yaml")),
            Map.entry("coverage", Set.of("core", "journal", "provider", "scenario", "yaml")),
            Map.entry("core", Set.of()),
            Map.entry("db", Set.of()),
            Map.entry("explore", Set.of("", "core", "job", "journal", "provider", "scenario", "world", "yaml")),
            Map.entry("hosterapi", Set.of("core", "db", "job", "php", "provider", "yaml")),
            Map.entry("hostkey", Set.of("core", "db", "job", "php", "provider", "yaml")),
            Map.entry("http", Set.of("core")),
            Map.entry("job", Set.of("core", "db")),
            Map.entry("journal", Set.of("core")),
            Map.entry("junit", Set.of("", "client", "yaml")),
            Map.entry("metrics", Set.of("core", "journal", "world")),
            Map.entry("php", Set.of("core")),
            Map.entry("pipeline", Set.of("core", "db", "journal", "provider", "scenario", "scenario.effect")),
            Map.entry("provider", Set.of("core", "db", "job", "yaml")),
            Map.entry("recording", Set.of("core", "journal", "provider", "report", "yaml")),
            Map.entry("replay", Set.of("core", "journal", "provider", "recording", "scenario", "world", "yaml")),
            Map.entry("report", Set.of("core")),
            Map.entry("saved", Set.of("core", "db", "journal", "provider", "report", "scenario", "world", "yaml")),
            Map.entry("scenario", Set.of("core", "journal", "provider", "scenario.effect", "yaml")),
            Map.entry("scenario.effect", Set.of("core", "job", "provider", "yaml")),
            Map.entry("start", Set.of("core", "provider", "scenario", "world", "yaml")),
            Map.entry("testcontainers", Set.of("client", "yaml")),
            Map.entry("tls", Set.of("core", "yaml")),
            Map.entry("vss", Set.of("core", "db", "job", "provider", "yaml")),
            Map.entry("world", Set.of("core", "db", "job", "journal", "pipeline", "provider", "scenario", "yaml")),
            Map.entry("yaml", Set.of("core")));

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packages_import_exactly_what_the_map_says() {
        Map<String, Set<String>> actual = new TreeMap<>();
        for (JavaClass java : PRODUCT) {
            Set<String> imports = actual.computeIfAbsent(room(java), none -> new TreeSet<>());
            java.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .map(ArchitectureTest::room)
                    .filter(other -> !other.equals(room(java)))
                    .forEach(imports::add);
        }
        actual.keySet().removeAll(COMPOSITION);
        assertThat(actual).isEqualTo(new TreeMap<>(IMPORTS));
    }

    @Test
    void no_package_imports_the_composition_root() {
        IMPORTS.forEach((name, imports) -> {
            if (!STARTERS.contains(name)) {
                assertThat(imports).doesNotContainAnyElementsOf(COMPOSITION);
            }
        });
    }

    @Test
    void the_root_does_not_know_the_command_line() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".cli"))
                .check(PRODUCT);
    }

    /** The package of a class below the root, sub-packages with their own name ({@code scenario.effect}). */
    private static String room(JavaClass java) {
        String name = java.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    @Test
    void packages_form_no_cycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void core_needs_nothing_but_the_jdk() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".core")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(ROOT + ".core", "java..", "org.jspecify.."))
                .check(PRODUCT);
    }

    @Test
    void only_http_knows_javalin_and_jetty() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".http")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."))
                .check(PRODUCT);
    }

    @Test
    void only_what_is_for_tests_of_users_knows_their_libraries() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".junit")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.junit..", "org.opentest4j.."))
                .check(PRODUCT);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".testcontainers")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.testcontainers..", "com.github.dockerjava.."))
                .check(PRODUCT);
    }

    @Test
    void only_metrics_knows_their_libraries() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".metrics")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.micrometer..", "io.prometheus.."))
                .check(PRODUCT);
    }

    @Test
    void only_the_command_line_configures_logging() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli")
                .should()
                .dependOnClassesThat(resideInAnyPackage("ch.qos.logback.."))
                .check(PRODUCT);
        assertThat(Path.of("src/main/resources/META-INF")).doesNotExist();
    }

    @Test
    void only_db_and_daos_know_sql() {
        DescribedPredicate<JavaClass> sql = resideInAnyPackage("java.sql..", "org.jdbi..", "org.h2..");
        noClasses()
                .that(DescribedPredicate.not(resideInAPackage(ROOT + ".db"))
                        .and(DescribedPredicate.describe(
                                "are not DAOs", java -> !java.getName().matches(".*Dao(\\$.*)?"))))
                .should()
                .dependOnClassesThat(sql)
                .check(PRODUCT);
    }

    @Test
    void a_provider_has_one_public_class() {
        for (Provider provider : Providers.ALL) {
            assertThat(PRODUCT.stream()
                            .filter(java -> java.getPackageName().equals(ROOT + "." + provider.name()))
                            .filter(java -> java.getModifiers().contains(JavaModifier.PUBLIC))
                            .filter(JavaClass::isTopLevelClass))
                    .as(provider.name())
                    .hasSize(1);
        }
    }

    @Test
    void only_world_reads_the_clock_and_random_numbers() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".world", ROOT + ".explore") // whose clients live in real time
                .should()
                .accessTargetWhere(DescribedPredicate.describe("read the wall clock or chance", this::outside))
                .check(PRODUCT);
    }

    private boolean outside(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        return (target.getName().equals("now") && owner.startsWith("java.time."))
                || (owner.equals(Clock.class.getName()) && target.getName().startsWith("system"))
                || (owner.equals(System.class.getName())
                        && Set.of("currentTimeMillis", "nanoTime").contains(target.getName()))
                || owner.equals(ThreadLocalRandom.class.getName())
                || (owner.equals(Random.class.getName()) || owner.equals("java.security.SecureRandom"))
                || (owner.equals(UUID.class.getName()) && target.getName().equals("randomUUID"))
                || (owner.equals(Math.class.getName()) && target.getName().equals("random"))
                || (owner.equals(Thread.class.getName()) && target.getName().equals("sleep"))
                || (owner.equals(Instant.class.getName()) && target.getName().equals("now"));
    }

    @Test
    void classes_stay_under_250_lines() throws IOException {
        assertThat(filesOver(250, "src/main/java")).isEmpty();
    }

    @Test
    void tests_stay_under_400_lines() throws IOException {
        assertThat(filesOver(400, "src/test/java")).isEmpty();
    }

    private static List<String> filesOver(int most, String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > most)
                    .map(Path::toString)
                    .toList();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new IllegalStateException(Arrays.toString(e.getStackTrace()), e);
        }
    }
}
