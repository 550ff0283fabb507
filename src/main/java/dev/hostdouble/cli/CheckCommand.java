package dev.hostdouble.cli;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.start.ScenarioFiles;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
        List<ProviderInstance> apis =
                Hostdouble.worlds(Settings.DEFAULT).get(Worlds.DEFAULT).apis();
        int code = Main.FINE;
        for (Path file : files) {
            try {
                check(file, apis);
                out.println(file + ": fine");
            } catch (InvalidFileException | IOException e) {
                out.println(e.getMessage());
                code = Main.WRONG_INPUT;
            }
        }
        return code;
    }

    private static void check(Path file, List<ProviderInstance> apis) throws InvalidFileException, IOException {
        if (StartStates.isNamed(file)) {
            StartStates.check(file);
        } else {
            ScenarioFiles.read(List.of(file), apis);
        }
    }
}
