package dev.hostdouble.cli;

import dev.hostdouble.yaml.InputFile;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.NearestName;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are not given as flags: from the environment ({@code --control-token} is
 * {@code HOSTDOUBLE_CONTROL_TOKEN}), else from the properties file that {@code --config} or {@code HOSTDOUBLE_CONFIG}
 * names ({@code control-token=…}).
 */
final class FlagDefaults {
    private static final String CONFIG = "config";
    private static final int MAX_PROBLEMS = 10;

    private static final long MAX_BYTES = 1 << 20;

    /** What may be a misspelt key; the lines of any other file are not printed. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z_.-]{0,29}");

    private final Map<String, String> environment;
    private final Optional<String> path;
    private final SettingsFile file = new SettingsFile();

    /**
     * Reads the properties file, if one is named.
     *
     * @param typed the value of {@code --config}, if it was typed
     * @throws InvalidFileException if it is not a properties file
     * @throws IOException if the file cannot be read
     */
    FlagDefaults(Map<String, String> environment, Optional<String> typed) throws InvalidFileException, IOException {
        this.environment = Map.copyOf(environment);
        this.path = typed.or(() -> variable(CONFIG));
        if (path.isPresent()) {
            load(path.get());
        }
    }

    private void load(String name) throws InvalidFileException, IOException {
        try {
            file.load(new StringReader(InputFile.text(Path.of(name), MAX_BYTES)));
        } catch (InvalidPathException e) {
            throw new IOException("cannot read the settings in " + InputFile.shown(name), e);
        } catch (IllegalArgumentException e) {
            throw new InvalidFileException(List.of(name + ": not a properties file: malformed \\u escape"));
        }
    }

    /**
     * Refuses variables and a properties file that hold anything but settings.
     *
     * @param settings the flags that are settings
     * @throws InvalidFileException naming each unknown variable or key and the nearest known one
     */
    void requireKnown(Options settings) throws InvalidFileException {
        List<String> known = new ArrayList<>();
        settings.getOptions().forEach(setting -> known.add(setting.getLongOpt()));
        EnvironmentCheck.requireKnown(environment, known);
        if (file.isEmpty()) {
            return;
        }
        known.remove(CONFIG);
        Stream<String> unknown = file.stringPropertyNames().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .map(key -> unknown(key, known));
        Stream<String> repeated =
                file.repeated.stream().filter(known::contains).sorted().map(key -> "key '" + key + "' is given twice");
        List<String> wrong = Stream.concat(unknown, repeated)
                .map(problem -> path.orElse("") + ": " + problem)
                .distinct()
                .limit(MAX_PROBLEMS)
                .toList();
        if (!wrong.isEmpty()) {
            throw new InvalidFileException(wrong);
        }
    }

    private static String unknown(String key, List<String> known) {
        return NAME.matcher(key).matches()
                ? NearestName.unknown("key", key, known)
                : "not a settings file: expected lines such as port=8081";
    }

    /** The environment. */
    Map<String, String> environment() {
        return environment;
    }

    /** The value of a flag that was not typed. */
    Optional<String> value(String flag) {
        return variable(flag).or(() -> Optional.ofNullable(file.getProperty(flag)));
    }

    /** The value of a flag's variable; an empty one counts as none, as Compose files leave it. */
    private Optional<String> variable(String flag) {
        String name = EnvironmentCheck.variable(flag);
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank() && !EnvironmentCheck.isOfKubernetes(name, value));
    }

    /** Notes the keys that a file has more than once, of which {@link Properties} keeps the last value. */
    private static final class SettingsFile extends Properties {
        private static final long serialVersionUID = 1;

        private final Set<String> repeated = new HashSet<>();

        @Override
        public synchronized @Nullable Object put(Object key, Object value) {
            if (containsKey(key)) {
                repeated.add(key.toString());
            }
            return super.put(key, value);
        }
    }
}
