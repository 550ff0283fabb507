package dev.hostdouble.cli;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.core.Durations;
import dev.hostdouble.start.ShippedStates;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code serve}: the same as no command at all. Each of its flags has an environment variable {@code HOSTDOUBLE_…}. */
final class ServeCommand extends Command {
    // As the schema of the start state has it.
    private static final Pattern CONSOLE_URL = Pattern.compile("self|https?://[^/?#\\s]+");

    ServeCommand() {
        super("serve", "Run the server.");
    }

    @Override
    Options flags() {
        return new Options()
                .addOption(value("port", "N", "port to listen on; 0 for any free port"))
                .addOption(value("bind", "ADDRESS", "address to bind"))
                .addOption(value(
                        "world",
                        "NAME|DIR",
                        "start state: " + String.join(" or ", ShippedStates.NAMES) + ", or a folder"))
                .addOption(value("clock", "MODE", ClockMode.ALLOWED))
                .addOption(value("now", "DATE|host", "when worlds start: " + StartDate.ALLOWED))
                .addOption(
                        value("console-url", "URL|self", "what console URLs begin with unless the start state says so"))
                .addOption(value("seed", "N", "random seed"))
                .addOption(value("auth", "WHO", "fixtures, or any to accept every token"))
                .addOption(toggle("strict", "refuse assumed answers with 501"))
                .addOption(list("scenario", "NAME|FILE|DIR[,k=v]", "scenarios to activate at the start"))
                .addOption(toggle("watch", "reload the scenarios when their files change"))
                .addOption(value("journal", "N", "calls kept per world"))
                .addOption(value("max-worlds", "N", "worlds at a time besides the default one"))
                .addOption(toggle("evict-worlds", "drop the least recently used world where one has no room"))
                .addOption(value("state", "FILE", "load all worlds from here, and save them here at the end"))
                .addOption(value("checkpoint", "TIME", "with --state: save this often, such as 5s"))
                .addOption(value("log", "FORMAT", "log format: text or json"))
                .addOption(value("control-token", "TOKEN", "token required by the control API"))
                .addOption(toggle("control-open", "leave the control API open"))
                .addOption(list("allow-host", "NAME", "host names of this server for the control API"))
                .addOption(value("config", "FILE", "properties file with flags"));
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
        Hostdouble server = Hostdouble.start(settings(arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        out.println(server.readyLine());
        return ExitCode.FINE;
    }

    private static Settings settings(Arguments arguments) {
        return new Settings(
                arguments.text("bind").orElse("127.0.0.1"),
                (int) arguments.number("port", 8080, 0, 65_535),
                arguments.text("world").map(Path::of),
                arguments.parsed("clock", ClockMode::parse).orElse(ClockMode.REAL),
                arguments.parsed("now", StartDate::parse),
                arguments.parsed("console-url", ServeCommand::consoleUrl),
                arguments.number("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                arguments.word("auth", "fixtures", List.of("fixtures", "any")).equals("any"),
                arguments.isOn("strict"),
                (int) arguments.number("journal", 10_000, 0, 1_000_000),
                (int) arguments.number("max-worlds", 1000, 0, 100_000),
                arguments.text("control-token"),
                arguments.isOn("control-open"),
                arguments.texts("scenario"),
                arguments.isOn("watch"),
                arguments.texts("allow-host").stream()
                        .flatMap(names -> Stream.of(names.split(",", -1)))
                        .filter(name -> !name.isBlank())
                        .toList(),
                arguments.isOn("evict-worlds"),
                arguments.text("state").map(Path::of),
                arguments.parsed("checkpoint", Durations::parse));
    }
}
