package dev.hostdouble.cli;

import dev.hostdouble.Providers;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.start.FolderListing;
import dev.hostdouble.start.ScenarioFiles;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.start.WorldFile;
import dev.hostdouble.yaml.InputFile;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code check FILE|DIR…}: scenario and world files, 0 where all are fine, 1 where one is wrong. */
final class CheckCommand extends Command {
    CheckCommand() {
        super("check", "Check scenario and world files.");
    }

    @Override
    Operands operands() {
        return new Operands(
                "FILE|DIR",
                1,
                Integer.MAX_VALUE,
                "scenarios, start states such as vss.yaml, or folders with either, and two levels of folders inside");
    }

    @Override
    int run(Arguments arguments, PrintWriter out) {
        Run run = new Run(out);
        for (String operand : arguments.operands()) {
            try {
                Path path = Path.of(operand);
                if (Files.isDirectory(path)) {
                    run.checkFolder(path);
                } else {
                    Optional<String> unused = run.check(path);
                }
            } catch (InvalidPathException | IOException e) {
                run.problem("cannot read " + InputFile.shown(operand));
            }
        }
        return run.problems == 0 ? ExitCode.FINE : ExitCode.WRONG_INPUT;
    }

    private static final class Run {
        private final PrintWriter out;
        private int problems;

        Run(PrintWriter out) {
            this.out = out;
        }

        void problem(String text) {
            out.println(text);
            problems++;
        }

        void checkFolder(Path folder) throws IOException {
            FolderListing listing = FolderListing.of(folder);
            listing.skipped().forEach(out::println);
            listing.problems().forEach(this::problem);
            Map<String, Path> names = new HashMap<>();
            int wrong = 0;
            for (Path file : listing.files()) {
                int known = problems;
                check(file).ifPresent(name -> requireNew(name, file, names));
                wrong += problems == known ? 0 : 1;
            }
            int count = listing.files().size();
            if (count > 0) {
                int unread = listing.problems().size();
                int skipped = listing.skipped().size();
                out.println(folder + ": " + count + (count == 1 ? " file" : " files") + " checked, "
                        + (wrong == 0 ? "all fine" : wrong + " wrong")
                        + (unread == 0 ? "" : ", " + unread + " unreadable")
                        + (skipped == 0 ? "" : ", " + skipped + (skipped == 1 ? " folder" : " folders") + " not read"));
            }
        }

        private void requireNew(String scenario, Path file, Map<String, Path> names) {
            Path other = names.putIfAbsent(scenario, file);
            if (other != null) {
                problem(file + ":1:1: duplicate scenario '" + scenario + "', also in " + other
                        + ": --scenario refuses the folder");
            }
        }

        /** Checks a file; returns the name of its scenario, if it is one. */
        Optional<String> check(Path file) {
            try {
                Optional<String> scenario = checked(file);
                out.println(file + ": fine");
                return scenario;
            } catch (InvalidFileException | IOException e) {
                problem(String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        }

        private Optional<String> checked(Path file) throws InvalidFileException, IOException {
            Optional<Provider> provider = new StartStates(Providers.ALL).named(file);
            if (provider.isPresent()) {
                StartStates.check(provider.get(), file);
                return Optional.empty();
            }
            if (file.endsWith(WorldFile.NAME)) {
                WorldFile.read(file);
                return Optional.empty();
            }
            if (!Files.exists(file) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new InvalidFileException(List.of(file + ":1: a link that leads to no file"));
            }
            return new ScenarioFiles(
                            List.of(file.toString()), Providers.ALL, new Catalogue(Providers.ALL), out::println)
                    .load().stream().map(Scenario::name).findFirst();
        }
    }
}
