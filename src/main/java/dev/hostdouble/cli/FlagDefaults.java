package dev.hostdouble.cli;

import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.NearestName;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * Settings that are not given as flags: from the environment ({@code --control-token} is
 * {@code HOSTDOUBLE_CONTROL_TOKEN}), else from the properties file that {@code --config} or {@code HOSTDOUBLE_CONFIG}
 * names ({@code control-token=…}).
 */
final class FlagDefaults {
    private static final String CONFIG = "config";

    // Kubernetes tells every pod of a service called hostdouble where that is: HOSTDOUBLE_PORT=tcp://10.0.0.1:8080
    private static final Pattern SERVICE_LINK = Pattern.compile("(tcp|udp|sctp)://.*");

    private final Map<String, String> environment;
    private final Optional<String> path;
    private final Properties file = new Properties();

    /**
     * Reads the properties file, if one is named.
     *
     * @param typed the value of {@code --config}, if it was typed
     * @throws IOException if the file cannot be read
     */
    FlagDefaults(Map<String, String> environment, Optional<String> typed) throws IOException {
        this.environment = environment;
        this.path = typed.or(() -> variable(CONFIG));
        if (path.isPresent()) {
            load(path.get());
        }
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
     * @param settings the flags that are settings
     * @throws InvalidFileException naming each unknown key and the nearest known one
     */
    void requireKnown(Options settings) throws InvalidFileException {
        if (file.isEmpty()) {
            return;
        }
        List<String> known = new ArrayList<>();
        for (Option setting : settings.getOptions()) {
            if (!setting.getLongOpt().equals(CONFIG)) {
                known.add(setting.getLongOpt());
            }
        }
        List<String> wrong = file.stringPropertyNames().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .map(key -> path.orElse("") + ": " + NearestName.unknown("key", key, known))
                .toList();
        if (!wrong.isEmpty()) {
            throw new InvalidFileException(wrong);
        }
    }

    /** The value of a flag that was not typed. */
    Optional<String> value(String flag) {
        return variable(flag)
                .filter(value ->
                        !flag.equals("port") || !SERVICE_LINK.matcher(value).matches())
                .or(() -> Optional.ofNullable(file.getProperty(flag)));
    }

    /** The value of a flag's variable; an empty one counts as none, as Compose files leave it. */
    private Optional<String> variable(String flag) {
        String name = "HOSTDOUBLE_" + flag.replace('-', '_').toUpperCase(Locale.ROOT);
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
