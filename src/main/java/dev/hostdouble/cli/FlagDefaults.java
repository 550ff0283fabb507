package dev.hostdouble.cli;

import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.NearestName;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
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
final class FlagDefaults implements CommandLine.IDefaultValueProvider {
    private static final String CONFIG = "--config";

    // Kubernetes tells every pod of a service called hostdouble where that is: HOSTDOUBLE_PORT=tcp://10.0.0.1:8080
    private static final Pattern SERVICE_LINK = Pattern.compile("(tcp|udp|sctp)://.*");

    private final Map<String, String> environment;
    private final Optional<String> path;
    private final Properties file;

    /** Reads the properties file, if one is named. */
    FlagDefaults(Map<String, String> environment, String[] args) throws IOException {
        this.environment = environment;
        this.file = new Properties();
        this.path = flag(args, CONFIG).or(() -> variable(CONFIG));
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

    private void load(String name) throws IOException {
        try (Reader reader = Files.newBufferedReader(Path.of(name))) {
            file.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("cannot read the settings in " + name, e);
        }
    }

    /**
     * Refuses a properties file that holds anything but settings.
     *
     * @throws InvalidFileException naming each unknown key and the nearest known one
     */
    void requireKnown(List<OptionSpec> options) throws InvalidFileException {
        List<String> known = options.stream()
                .filter(FlagDefaults::isSetting)
                .map(option -> key(option.longestName()))
                .filter(key -> !key.equals(key(CONFIG)))
                .toList();
        List<String> wrong = file.stringPropertyNames().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .map(key -> path.orElse("") + ": " + NearestName.unknown("key", key, known))
                .toList();
        if (!wrong.isEmpty()) {
            throw new InvalidFileException(wrong);
        }
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !isSetting(option)) {
            return null;
        }
        String name = option.longestName();
        return variable(name)
                .filter(value ->
                        !name.equals("--port") || !SERVICE_LINK.matcher(value).matches())
                .orElseGet(() -> file.getProperty(key(name)));
    }

    private static boolean isSetting(OptionSpec option) {
        return !option.usageHelp() && !option.versionHelp();
    }

    /** The value of a flag's variable; an empty one counts as none, as Compose files leave it. */
    private Optional<String> variable(String flag) {
        String name = "HOSTDOUBLE_" + key(flag).replace('-', '_').toUpperCase(Locale.ROOT);
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static String key(String flag) {
        return flag.substring(2);
    }
}
