package dev.hostdouble.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.Settings;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Glob;
import dev.hostdouble.core.Reply;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.world.World;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Single calls, each with the mark of its answer and the facts that it rests on. Every fact is in one of the rows. */
class MarksTest {
    private static final Map<String, Hostdouble> EMULATORS = new HashMap<>();

    @TempDir
    private static Path folder = Path.of("");

    @AfterAll
    static void close() {
        EMULATORS.values().forEach(Hostdouble::close);
        EMULATORS.clear();
    }

    @TestFactory
    Stream<DynamicTest> a_mark_is_as_good_as_the_facts_behind_the_answer() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Provider provider : Providers.ALL) {
            for (MarkRow row : MarkRow.read(MarkRow.file(provider.name()))) {
                tests.add(dynamicTest(provider.name() + ", " + row, () -> check(provider, row)));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> strict_mode_refuses_what_is_assumed_and_nothing_else() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Provider provider : Providers.ALL) {
            for (MarkRow row : MarkRow.read(MarkRow.file(provider.name()))) {
                if (row.before().stream().allMatch(line -> line.startsWith("login ") || line.startsWith("advance "))) {
                    tests.add(dynamicTest(provider.name() + ", " + row, () -> checkStrict(provider, row)));
                }
            }
        }
        return tests.stream();
    }

    private static void checkStrict(Provider provider, MarkRow row) throws Exception {
        Hostdouble emulator = emulator(provider, row.options(), true);
        String world = provider.name() + "-" + row.line();
        new RowClient(emulator, world, provider.name()).perform(row);
        Reply reply = latest(emulator.world(world)).reply();
        assertThat(reply.status() == 501 && reply.answer().equals("refused"))
                .as(reply.status() + " " + reply.body().text())
                .isEqualTo(row.mark() == Evidence.ASSUMED);
    }

    @TestFactory
    Stream<DynamicTest> every_fact_decides_an_answer_of_the_table() {
        return Providers.ALL.stream()
                .map(provider -> dynamicTest(provider.name(), () -> {
                    List<String> unused = new ArrayList<>(
                            provider.facts().stream().map(Fact::name).toList());
                    for (MarkRow row : MarkRow.read(MarkRow.file(provider.name()))) {
                        unused.removeAll(row.facts());
                    }
                    assertThat(unused).isEmpty();
                }));
    }

    /** A pattern that matches no operation any more would hide where a fact belongs. */
    @Test
    void a_fact_names_operations_that_exist() {
        for (Provider provider : Providers.ALL) {
            List<String> names = Operation.all(List.of(provider)).stream()
                    .filter(operation -> operation.provider().equals(provider.name()))
                    .map(Operation::name)
                    .toList();
            for (Fact fact : provider.facts()) {
                assertThat(fact.operations()).as(fact.name()).isNotEmpty().allMatch(glob -> names.stream()
                        .anyMatch(Glob.of(glob)::matches));
            }
        }
    }

    private static void check(Provider provider, MarkRow row) throws Exception {
        Hostdouble emulator = emulator(provider, row.options(), false);
        String world = provider.name() + "-" + row.line();
        new RowClient(emulator, world, provider.name()).perform(row);

        JournalEntry entry = latest(emulator.world(world));
        Reply reply = entry.reply();
        String seen = reply.status() + " " + reply.body().text();
        assertThat(reply.facts().stream().map(Fact::name)).as(seen).containsExactlyInAnyOrderElementsOf(row.facts());
        assertThat(reply.evidence()).as(seen).isEqualTo(row.mark());
        Operation operation = Operation.all(List.of(provider)).stream()
                .filter(known -> known.id().equals(entry.operation()))
                .findFirst()
                .orElseThrow();
        assertThat(provider.facts(operation)).as(operation.id()).containsAll(reply.facts());
    }

    private static JournalEntry latest(World world) {
        List<JournalEntry> calls = world.with(session -> session.journal().entries());
        return calls.get(calls.size() - 1);
    }

    /** An emulator whose start state has these options; the shipped one completes it. */
    private static Hostdouble emulator(Provider provider, String options, boolean isStrict)
            throws IOException, InvalidFileException {
        String key = provider.name() + isStrict + "\n" + options;
        Hostdouble known = EMULATORS.get(key);
        if (known != null) {
            return known;
        }
        Settings page = Settings.forTests().withConsoleUrl("https://hosterapi.de");
        Settings settings = isStrict ? page.withStrict() : page;
        if (!options.isEmpty()) {
            Path world = Files.createDirectory(folder.resolve("world-" + EMULATORS.size()));
            Files.writeString(world.resolve(provider.stateFile()), options);
            settings = settings.withWorld(world);
        }
        Hostdouble fresh = Hostdouble.start(settings);
        EMULATORS.put(key, fresh);
        return fresh;
    }
}
