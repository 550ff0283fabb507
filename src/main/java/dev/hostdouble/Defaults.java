package dev.hostdouble;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Settings that are not given as flags: from the environment ({@code --control-token} is
 * {@code HOSTDOUBLE_CONTROL_TOKEN}), else from the properties file that {@code --config} or {@code HOSTDOUBLE_CONFIG}
 * names ({@code control-token=…}).
 */
final class Defaults implements CommandLine.IDefaultValueProvider {
    private static final String CONFIG = "--config";

    private final Map<String, String> environment;
    private final Properties file;

    /** Reads the properties file, if one is named. */
    Defaults(Map<String, String> environment, String[] args) throws IOException {
        this.environment = environment;
        this.file = new Properties();
        Optional<String> path = flag(args, CONFIG).or(() -> Optional.ofNullable(environment.get(variable(CONFIG))));
        if (path.isPresent()) {
            load(path.get());
        }
    }

    private static Optional<String> flag(String[] args, String name) {
        List<String> all = List.of(args);
        int at = all.indexOf(name);
        Optional<String> next = at >= 0 && at + 1 < args.length ? Optional.of(args[at + 1]) : Optional.empty();
        Stream<String> joined = all.stream().filter(arg -> arg.startsWith(name + "="));
        return next.or(() -> joined.findFirst().map(arg -> arg.substring(name.length() + 1)));
    }

    private void load(String path) throws IOException {
        try (Reader reader = Files.newBufferedReader(Path.of(path))) {
            file.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("cannot read the settings in " + path, e);
        }
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String name = option.longestName();
        String fromEnvironment = environment.get(variable(name));
        return fromEnvironment != null ? fromEnvironment : file.getProperty(name.substring(2));
    }

    private static String variable(String flag) {
        return "HOSTDOUBLE_" + flag.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
