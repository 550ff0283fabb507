package dev.hostdouble.cli;

import dev.hostdouble.client.Coverage;
import dev.hostdouble.client.CoverageClient;
import dev.hostdouble.client.HostdoubleClient;
import dev.hostdouble.client.HostdoubleException;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.apache.commons.cli.Options;

/** {@code coverage}: which documented answers the clients of the running server met. */
final class CoverageCommand extends Command {
    private static final String CA = "cacert";

    /** The statuses for a value that the server does not take, and for a world that it does not have. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404);

    CoverageCommand() {
        super("coverage", "Print which documented answers clients met.");
    }

    @Override
    Options flags() {
        return ServerAddress.flags()
                .addOption(value("url", "URL", "the server, such as http://127.0.0.1:8080"))
                .addOption(value(CA, "FILE", "PEM file with the CA of that server, if it is at https://"))
                .addOption(value("world", "NAME", "only this world; without it, all worlds since the server started"))
                .addOption(value("operation", "ID", "only this operation; may contain *, such as hosterapi/server.*"))
                .addOption(value("junit", "FILE", "also write a JUnit report"))
                .addOption(value("html", "FILE", "also write a page"))
                .addOption(value("min", "PERCENT", "exit with 1 if fewer of the documented answers were met"))
                .addOption(value("control-token", "TOKEN", "the token of its control API"));
    }

    @Override
    Set<String> onlyTyped() {
        return Set.of("world");
    }

    @Override
    int run(Arguments arguments, PrintWriter out) throws IOException {
        Optional<Double> least = arguments.typed("min").map(CoverageCommand::percent);
        Optional<Path> junit = file(arguments, "junit");
        Optional<Path> html = file(arguments, "html");
        requireDifferent(junit, html);
        HostdoubleClient server = server(arguments);
        CoverageClient client = client(arguments, server);
        Coverage coverage = read(client, server, arguments.isTyped(CA));
        if (junit.isPresent()) {
            write(junit.get(), client.junitXml());
        }
        if (html.isPresent()) {
            write(html.get(), client.html());
        }
        out.print(client.table());
        out.flush();
        if (least.isEmpty() || isEnough(coverage, least.get())) {
            return ExitCode.FINE;
        }
        out.println(tooLittle(coverage, least.get()));
        return ExitCode.WRONG_INPUT;
    }

    private static HostdoubleClient server(Arguments arguments) throws IOException {
        Optional<String> url = arguments.typed("url");
        HostdoubleClient open =
                url.isPresent() ? ServerUrl.client(url.get()) : HostdoubleClient.at(ServerAddress.of(arguments));
        HostdoubleClient server =
                arguments.text("control-token").map(open::withToken).orElse(open);
        Optional<Path> ca = file(arguments, CA);
        return ca.isPresent() ? trusting(server, ca.get()) : server;
    }

    private static HostdoubleClient trusting(HostdoubleClient server, Path ca) throws IOException {
        String pem;
        try {
            pem = Files.readString(ca, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IOException("cannot read " + ca + ": expected a PEM file with certificates", e);
        }
        try {
            return server.withTrustedCertificates(pem);
        } catch (IllegalArgumentException e) {
            throw new Arguments.InvalidValueException(
                    "invalid value for --cacert: expected a PEM file with certificates, not '" + ca + "'");
        }
    }

    /** What the server refuses is a wrong value of a flag; anything else that goes wrong is not. */
    private static Coverage read(CoverageClient client, HostdoubleClient server, boolean hasCa) throws IOException {
        try {
            return client.read();
        } catch (HostdoubleException e) {
            if (REFUSALS.contains(e.status()) && isHostdouble(server)) {
                throw new Arguments.InvalidValueException(String.valueOf(e.getMessage()));
            }
            if (e.getCause() instanceof SSLException && !hasCa) {
                throw new IOException(
                        e.getMessage() + "; --cacert names the CA to trust: a file as GET /_emulator/ca.pem returns it",
                        e);
            }
            throw e;
        }
    }

    /** Whether the server there is one that can refuse a value, and not any other. */
    private static boolean isHostdouble(HostdoubleClient server) {
        try {
            server.health();
            return true;
        } catch (HostdoubleException e) {
            return false;
        }
    }

    private static CoverageClient client(Arguments arguments, HostdoubleClient server) {
        // Not HOSTDOUBLE_WORLD: that is the start state of a server.
        CoverageClient coverage = arguments
                .typed("world")
                .map(name -> server.world(name).coverage())
                .orElseGet(server::coverage);
        return arguments.typed("operation").map(coverage::ofOperations).orElse(coverage);
    }

    private static double percent(String text) {
        // No other forms of numbers, such as 1e2 or NaN.
        if (text.matches("\\d{1,3}(\\.\\d{1,3})?") && Double.parseDouble(text) <= 100) {
            return Double.parseDouble(text);
        }
        throw new Arguments.InvalidValueException(
                "invalid value for --min: expected a number from 0 to 100, not '" + text + "'");
    }

    private static Optional<Path> file(Arguments arguments, String flag) {
        try {
            Optional<String> name = arguments.typed(flag);
            if (name.filter(String::isBlank).isPresent()) {
                throw new Arguments.InvalidValueException(
                        "invalid value for --" + flag + ": expected the name of a file");
            }
            return name.map(Path::of);
        } catch (InvalidPathException e) {
            throw new Arguments.InvalidValueException("invalid value for --" + flag + ": " + e.getMessage());
        }
    }

    private static void requireDifferent(Optional<Path> junit, Optional<Path> html) throws IOException {
        if (junit.isPresent() && html.isPresent() && isSame(junit.get(), html.get())) {
            throw new Arguments.InvalidValueException(
                    "--junit and --html name the same file '" + html.get() + "': expected two files");
        }
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())
                || (Files.isRegularFile(one) && Files.isRegularFile(other) && Files.isSameFile(one, other));
    }

    private static void write(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text);
        } catch (NoSuchFileException e) {
            throw new IOException("cannot write " + file + ": its folder does not exist", e);
        }
    }

    /** By the whole numbers, because the percentage is rounded. */
    private static boolean isEnough(Coverage coverage, double least) {
        return coverage.met() * 100.0 >= least * coverage.documented() && (coverage.documented() > 0 || least == 0);
    }

    private static String tooLittle(Coverage coverage, double least) {
        if (coverage.percent().isEmpty()) {
            return "coverage: no operation with documented answers was used; expected at least " + shown(least) + " %";
        }
        double missing = Math.ceil(least * coverage.documented() / 100) - coverage.met();
        return String.format(
                Locale.ROOT,
                "coverage: %.1f %% is below %s %%: %.0f more documented %s needed, of: %s",
                coverage.percent().get(),
                shown(least),
                missing,
                missing == 1 ? "answer is" : "answers are",
                coverage.operations().stream()
                        .flatMap(operation ->
                                operation.notMet().stream().map(answer -> operation.operation() + " " + answer))
                        .collect(Collectors.joining(", ")));
    }

    private static String shown(double percent) {
        return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
    }
}
