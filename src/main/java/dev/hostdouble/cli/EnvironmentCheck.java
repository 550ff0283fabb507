package dev.hostdouble.cli;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Refuses unknown environment variables that begin with {@code HOSTDOUBLE_}: a misspelt setting would be ignored. */
final class EnvironmentCheck {
    private static final String PREFIX = "HOSTDOUBLE_";

    /** Variables of clients and launchers, which a shell that starts the server often has too: they are not settings. */
    private static final Set<String> OF_OTHERS = Set.of("HOSTDOUBLE_URL", "HOSTDOUBLE_JAR");

    /**
     * What Kubernetes tells every pod about a service called {@code hostdouble}, or {@code hostdouble-…}:
     * {@code HOSTDOUBLE_SERVICE_HOST}, {@code HOSTDOUBLE_SERVICE_PORT_HTTP}, {@code HOSTDOUBLE_PORT_8080_TCP_ADDR}.
     */
    private static final Pattern SERVICE = Pattern.compile(
            "HOSTDOUBLE_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    /** The value of {@code HOSTDOUBLE_PORT} there. */
    private static final Pattern SERVICE_URL = Pattern.compile("(tcp|udp|sctp)://.*");

    private EnvironmentCheck() {}

    /** The variable of a flag. */
    static String variable(String flag) {
        return PREFIX + flag.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Whether Kubernetes has set a variable: it does not mean a setting. */
    static boolean isOfKubernetes(String name, String value) {
        return SERVICE.matcher(name).matches()
                || (name.startsWith(PREFIX)
                        && name.endsWith("_PORT")
                        && SERVICE_URL.matcher(value).matches());
    }

    /**
     * Refuses unknown variables.
     *
     * @param flags the flags that are settings
     * @throws InvalidFileException naming each unknown variable and the nearest known one, but no value
     */
    static void requireKnown(Map<String, String> environment, Collection<String> flags) throws InvalidFileException {
        List<String> known =
                flags.stream().map(EnvironmentCheck::variable).sorted().toList();
        List<String> wrong = environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(PREFIX))
                .filter(variable -> !known.contains(variable.getKey()))
                .filter(variable -> !OF_OTHERS.contains(variable.getKey()))
                .filter(variable -> !isOfKubernetes(variable.getKey(), variable.getValue()))
                .map(variable -> unknown(variable.getKey(), known))
                .sorted()
                .toList();
        if (!wrong.isEmpty()) {
            throw new InvalidFileException(wrong);
        }
    }

    /** The nearest name is that of the setting: what all names have in common does not make them alike. */
    private static String unknown(String name, List<String> known) {
        List<String> settings =
                known.stream().map(one -> one.substring(PREFIX.length())).toList();
        return "unknown environment variable '" + Excerpt.of(name) + "'"
                + NearestName.nearest(name.substring(PREFIX.length()), settings)
                        .map(near -> "; did you mean '" + PREFIX + near + "'?")
                        .orElse(". Allowed: " + String.join(", ", known));
    }
}
