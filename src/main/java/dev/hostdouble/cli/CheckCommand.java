package dev.hostdouble.cli;

import dev.hostdouble.Providers;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.start.ScenarioFiles;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check FILE…}: scenario and world files, 0 where all are fine, 1 where one is wrong. */
@Command(name = "check", description = "Check scenario and world files.", mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "scenarios, or start states such as vss.yaml")
    private List<Path> files = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        int code = ExitCode.FINE;
        for (Path file : files) {
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
        } else {
            new ScenarioFiles(List.of(file.toString()), Providers.ALL, new Catalogue(Providers.ALL), warnings).load();
        }
    }
}
