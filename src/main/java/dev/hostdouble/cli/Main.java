package dev.hostdouble.cli;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.provider.DocumentedAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit codes: 0 fine, 1 wrong input, 2 could not run. Standard output carries what was asked for, and
 * one line when the server is ready; everything else goes to standard error.
 */
@Command(
        name = "hostdouble",
        description = "A test double for the APIs of hosting providers.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            Main.Serve.class,
            CheckCommand.class,
            ReplayCommand.class,
            Main.Operations.class,
            Main.Health.class
        })
public final class Main implements Callable<Integer> {
    static final int FINE = 0;
    static final int WRONG_INPUT = 1;
    static final int COULD_NOT_RUN = 2;

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    public static void main(String[] args) {
        int code = run(args, writer(System.out), writer(System.err));
        if (code != FINE) {
            System.exit(code);
        }
    }

    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        return run(args, System.getenv(), out, err);
    }

    /** Runs one command; a server goes on in the background after this has returned 0. */
    static int run(String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new Main());
        try {
            FlagDefaults defaults = new FlagDefaults(environment, args);
            defaults.requireKnown(line.getCommandSpec().options());
            line.setDefaultValueProvider(defaults);
        } catch (IOException | InvalidFileException e) {
            err.println("hostdouble: " + e.getMessage());
            return e instanceof InvalidFileException ? WRONG_INPUT : COULD_NOT_RUN;
        }
        return line.setOut(out)
                .setErr(err)
                .registerConverter(ClockMode.class, Main::clockMode)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Main::execute)
                .setParameterExceptionHandler((wrong, arguments) -> {
                    err.println("hostdouble: " + firstLine(wrong));
                    return isUsage(wrong) ? COULD_NOT_RUN : WRONG_INPUT;
                })
                .setExecutionExceptionHandler((failure, command, result) -> {
                    err.println("hostdouble: " + failure.getMessage());
                    return failure instanceof InvalidFileException || failure instanceof WrongValue
                            ? WRONG_INPUT
                            : COULD_NOT_RUN;
                })
                .execute(args);
    }

    /** Runs the command; flags before its name would be lost, so they are refused. */
    private static int execute(CommandLine.ParseResult result) {
        if (result.hasSubcommand() && !result.matchedOptions().isEmpty() && !isHelp(result)) {
            String flag = result.matchedOptions().get(0).longestName();
            String command = result.subcommand().commandSpec().name();
            throw new MisplacedFlag(result.commandSpec().commandLine(), flag + " goes after " + command);
        }
        return new CommandLine.RunLast().execute(result);
    }

    private static boolean isHelp(CommandLine.ParseResult result) {
        return result.isUsageHelpRequested() || result.isVersionHelpRequested();
    }

    /** Whether a command line is wrong in its flags, and not in their values. */
    private static boolean isUsage(CommandLine.ParameterException wrong) {
        return wrong instanceof CommandLine.UnmatchedArgumentException
                || wrong instanceof CommandLine.MissingParameterException
                || wrong instanceof CommandLine.OverwrittenOptionException
                || wrong instanceof MisplacedFlag;
    }

    static void requireBetween(String flag, int value, int least, int most) {
        if (value < least || value > most) {
            throw new WrongValue(flag + " is from " + least + " to " + most + ", not " + value);
        }
    }

    private static ClockMode clockMode(String text) {
        try {
            return ClockMode.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static String firstLine(Exception wrong) {
        return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("wrong arguments");
    }

    @Override
    public Integer call() throws Exception {
        return options.serve(spec.commandLine().getOut());
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** {@code serve}: the same as no command at all. */
    @Command(name = "serve", description = "Run the server.", mixinStandardHelpOptions = true)
    static final class Serve implements Callable<Integer> {
        @Mixin
        private ServeOptions options = new ServeOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            return options.serve(spec.commandLine().getOut());
        }
    }

    /** {@code operations}: the table of operations, answers and evidence. */
    @Command(name = "operations", description = "Print all operations.", mixinStandardHelpOptions = true)
    static final class Operations implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            PrintWriter out = spec.commandLine().getOut();
            for (ProviderInstance api :
                    Hostdouble.worlds(Settings.DEFAULT).get(Worlds.DEFAULT).apis()) {
                for (Operation route : api.routes()) {
                    out.printf(
                            "%-32s %-6s %s%n",
                            route.id(), route.method(), route.path().text());
                    for (DocumentedAnswer answer : route.answers()) {
                        out.printf(
                                "    %d %-18s %-10s %s%s%n",
                                answer.status(),
                                answer.name(),
                                answer.evidence().word(),
                                answer.text(),
                                answer.note());
                    }
                }
            }
            return FINE;
        }
    }

    /** {@code health}: 0 when the server on its port is up. */
    @Command(name = "health", description = "Ask whether the server is up.", mixinStandardHelpOptions = true)
    static final class Health implements Callable<Integer> {
        private static final int TIMEOUT_MILLIS = 2000;

        @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "the server's port")
        private int port;

        @Option(names = "--bind", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "its address")
        private String bind = "";

        @Option(names = "--config", paramLabel = "FILE", description = "properties file with these settings")
        @SuppressWarnings("unused") // Defaults reads it, before any flag is
        private @Nullable Path config;

        @Override
        public Integer call() throws IOException {
            requireBetween("--port", port, 1, 65_535);
            // A server bound to every address is reached on loopback.
            String host = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
            String authority = host.contains(":") ? "[" + host + "]" : host;
            URI uri = uri("http://" + authority + ":" + port + "/_emulator/health");
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                int status = connection.getResponseCode();
                if (status != HttpURLConnection.HTTP_OK) {
                    throw new IOException("the server at " + uri + " answers " + status);
                }
                return FINE;
            } catch (IOException e) {
                throw new IOException("no healthy server at " + uri + ": " + e.getMessage(), e);
            } finally {
                connection.disconnect();
            }
        }
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new WrongValue("no server can be at " + text);
        }
    }

    /** A flag before the name of a command. */
    private static final class MisplacedFlag extends CommandLine.ParameterException {
        private static final long serialVersionUID = 1;

        MisplacedFlag(CommandLine line, String message) {
            super(line, message);
        }
    }

    /** A value no flag can have. */
    private static final class WrongValue extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongValue(String message) {
            super(message);
        }
    }
}
