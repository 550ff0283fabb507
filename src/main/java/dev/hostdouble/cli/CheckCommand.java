package dev.hostdouble.cli;

import dev.hostdouble.Providers;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.start.ScenarioFiles;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.start.WorldFile;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code check FILE…}: scenario and world files, 0 where all are fine, 1 where one is wrong. */
final class CheckCommand extends Command {
    CheckCommand() {
        super("check", "Check scenario and world files.");
    }

    @Override
    Operands operands() {
        return new Operands("FILE", 1, Integer.MAX_VALUE, "scenarios, or start states such as vss.yaml");
    }

    @Override
    int run(Arguments arguments, PrintWriter out) {
        int code = ExitCode.FINE;
        for (String operand : arguments.operands()) {
            Path file = Path.of(operand);
            try {
                check(file, out::println);
                out.println(file + ": fine");
            } catch (InvalidFileException | IOException e) {
                out.println(e.getMessage());
                code = ExitCode.WRONG_INPUT;
            }
        }
        return code;
    }

    private static void check(Path file, Consumer<String> warnings) throws InvalidFileException, IOException {
        Optional<Provider> provider = new StartStates(Providers.ALL).named(file);
        if (provider.isPresent()) {
            StartStates.check(provider.get(), file);
        } else if (file.endsWith(WorldFile.NAME)) {
            WorldFile.read(file);
        } else {
            new ScenarioFiles(List.of(file.toString()), Providers.ALL, new Catalogue(Providers.ALL), warnings).load();
        }
    }
}
