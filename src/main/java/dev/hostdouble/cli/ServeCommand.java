package dev.hostdouble.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.cli.Arguments.InvalidValueException;
import dev.hostdouble.core.Durations;
import dev.hostdouble.start.ShippedStates;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.JsonTexts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code serve}: the same as no command at all. Each of its flags has an environment variable {@code HOSTDOUBLE_…}. */
final class ServeCommand extends Command {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");
    private static final Duration SHORTEST_CHECKPOINT = Duration.ofSeconds(1);
    private static final Duration LONGEST_CHECKPOINT = Duration.ofDays(1);

    // As the schema of the start state has it.
    private static final Pattern CONSOLE_URL = Pattern.compile("self|https?://[^/?#\\s]+");

    ServeCommand() {
        super("serve", "Run the server.");
    }

    @Override
    Options flags() {
        return NetworkFlags.addTo(new Options()
                .addOption(value("port", "N", "port to listen on; 0 for any free port", Settings.DEFAULT.port()))
                .addOption(value("bind", "ADDRESS", "address to bind", Settings.DEFAULT.bind()))
                .addOption(value(
                        "world",
                        "NAME|DIR",
                        "start state: " + String.join(" or ", ShippedStates.NAMES) + ", or a folder",
                        ShippedStates.DEFAULT))
                .addOption(value(
                        "clock",
                        "MODE",
                        ClockMode.ALLOWED,
                        Settings.DEFAULT.clock().text()))
                .addOption(value("now", "DATE|host", "when worlds start: " + StartDate.ALLOWED, "host"))
                .addOption(value(
                        "console-url",
                        "URL|self",
                        "what console URLs begin with unless the start state says so",
                        "the provider's own"))
                .addOption(value("seed", "N", "random seed", Settings.DEFAULT.seed()))
                .addOption(value("auth", "WHO", "fixtures, or any to accept every token", "fixtures"))
                .addOption(toggle("strict", "refuse assumed answers with 501"))
                .addOption(list("scenario", "NAME|FILE|DIR[,k=v]", "scenarios to activate at the start"))
                .addOption(toggle("watch", "reload the scenarios when their files change"))
                .addOption(value("journal", "N", "calls kept per world", Settings.DEFAULT.journal()))
                .addOption(value(
                        "max-worlds", "N", "worlds at a time besides the default one", Settings.DEFAULT.maxWorlds()))
                .addOption(toggle(
                        "evict-worlds",
                        "drop (with a folder: save) the least recently used world where one has no room"))
                .addOption(value("state", "FILE|DIR", "load worlds from here, and save them here at the end"))
                .addOption(value("checkpoint", "TIME", "with --state: save this often, such as 5s"))
                .addOption(
                        toggle("exit-with-stdin", "stop when standard input ends, as it does with the parent process"))
                .addOption(value("log", "FORMAT", "log format: text or json", LoggingSetup.TEXT))
                .addOption(toggle("verbose", "log each call"))
                .addOption(value("control-token", "TOKEN", "token required by the control API"))
                .addOption(toggle("control-open", "leave the control API open"))
                .addOption(value("config", "FILE", "properties file with flags")));
    }

    private static String consoleUrl(String text) {
        if (!CONSOLE_URL.matcher(text).matches()) {
            throw new IllegalArgumentException("expected self or a base URL such as https://hosterapi.de, not " + text);
        }
        return text;
    }

    private static Option list(String flag, String values, String description) {
        return Option.builder()
                .longOpt(flag)
                .hasArgs()
                .argName(values)
                .desc(description + "; separate several with commas")
                .get();
    }

    @Override
    boolean logs() {
        return true;
    }

    @Override
    int run(Arguments arguments, PrintWriter out) throws InvalidFileException, IOException {
        Settings settings = settings(arguments);
        Termination termination = Termination.begin();
        Hostdouble server = Hostdouble.start(settings);
        ServerRecords.Entry entry = ServerRecords.of(arguments.environment())
                .add(new ServerRecords.Running(server.url(), arguments.unlessTyped("port")));
        termination.closes(() -> {
            entry.close();
            server.close();
        });
        if (arguments.isOn("exit-with-stdin")) {
            termination.follows(System.in);
        }
        if (settings.isLoopback() && Container.isAround(arguments.environment(), Path.of("/"))) {
            LOG.warn(
                    "listening on {} in a container: nobody outside of it can reach the server; set HOSTDOUBLE_BIND=0.0.0.0 or --bind 0.0.0.0",
                    settings.bind());
        }
        out.println(
                arguments.word("log", LoggingSetup.TEXT, LoggingSetup.FORMATS).equals(LoggingSetup.JSON)
                        ? json(server)
                        : server.readyLine());
        return ExitCode.FINE;
    }

    /** The line that says it is ready, as a line of a JSON log. */
    private static String json(Hostdouble server) {
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("level", "INFO")
                .put("message", server.readyLine())
                .put("url", server.url().toString());
        server.httpsUrl().ifPresent(url -> line.put("httpsUrl", url.toString()));
        return JsonTexts.of(line);
    }

    /** The token of the control API; it goes into a header, and nobody wants it printed. */
    private static Optional<String> controlToken(Arguments arguments) {
        Optional<String> token = arguments.text("control-token");
        if (token.filter(text -> !TOKEN.matcher(text).matches()).isPresent()) {
            throw new InvalidValueException(
                    "invalid value for --control-token: expected letters, digits and signs of ASCII"
                            + " without blanks");
        }
        if (token.isPresent() && arguments.isTyped("control-open")) {
            throw new InvalidValueException(
                    "--control-open and a control token exclude each other: leave out the flag, or"
                            + " --control-token and HOSTDOUBLE_CONTROL_TOKEN");
        }
        return token;
    }

    private static Optional<Duration> checkpoint(Arguments arguments) {
        Optional<Duration> every = arguments.parsed("checkpoint", text -> {
            Duration duration = Durations.parse(text);
            if (duration.compareTo(SHORTEST_CHECKPOINT) < 0 || duration.compareTo(LONGEST_CHECKPOINT) > 0) {
                throw new IllegalArgumentException("expected 1s to 1d, not " + text);
            }
            return duration;
        });
        if (every.isPresent() && arguments.text("state").isEmpty()) {
            throw new InvalidValueException("--checkpoint needs --state, the file or folder to save the worlds in");
        }
        return every;
    }

    /** A path that ends with a slash names a folder, which need not exist; {@link Path} alone would forget the slash. */
    private static Path statePath(String text) {
        return text.endsWith("/") ? Path.of(text, ".") : Path.of(text);
    }

    private static Settings settings(Arguments arguments) {
        return new Settings(
                arguments.text("bind").orElse(Settings.DEFAULT.bind()),
                (int) arguments.number("port", Settings.DEFAULT.port(), 0, 65_535),
                arguments.text("world").map(Path::of),
                arguments.parsed("clock", ClockMode::parse).orElse(Settings.DEFAULT.clock()),
                arguments.parsed("now", StartDate::parse),
                arguments.parsed("console-url", ServeCommand::consoleUrl),
                arguments.number("seed", Settings.DEFAULT.seed(), Long.MIN_VALUE, Long.MAX_VALUE),
                arguments.word("auth", "fixtures", List.of("fixtures", "any")).equals("any"),
                arguments.isOn("strict"),
                (int) arguments.number("journal", Settings.DEFAULT.journal(), 0, 1_000_000),
                (int) arguments.number("max-worlds", Settings.DEFAULT.maxWorlds(), 0, 100_000),
                controlToken(arguments),
                arguments.isOn("control-open"),
                arguments.texts("scenario"),
                arguments.isOn("watch"),
                NetworkFlags.read(arguments),
                arguments.isOn("evict-worlds"),
                arguments.text("state").map(ServeCommand::statePath),
                checkpoint(arguments));
    }
}
