package dev.hostdouble.cli;

import dev.hostdouble.client.Coverage;
import dev.hostdouble.client.CoverageClient;
import dev.hostdouble.client.HostdoubleClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.cli.Options;

/** {@code coverage}: which documented answers the clients of the running server met. */
final class CoverageCommand extends Command {
    CoverageCommand() {
        super("coverage", "Print which documented answers clients met.");
    }

    @Override
    Options flags() {
        return ServerAddress.flags()
                .addOption(value("url", "URL", "the server, such as http://127.0.0.1:8080"))
                .addOption(value("world", "NAME", "only this world; without it, all worlds since the server started"))
                .addOption(value("operation", "ID", "only this operation; may contain *, such as hosterapi/server.*"))
                .addOption(value("junit", "FILE", "also write a JUnit report"))
                .addOption(value("html", "FILE", "also write a page"))
                .addOption(value("min", "PERCENT", "exit with 1 if fewer of the documented answers were met"));
    }

    @Override
    int run(Arguments arguments, PrintWriter out) throws IOException {
        Optional<Double> least = arguments.typed("min").map(CoverageCommand::percent);
        Optional<Path> junit = file(arguments, "junit");
        Optional<Path> html = file(arguments, "html");
        CoverageClient client = client(arguments);
        Coverage coverage = client.read();
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

    private static CoverageClient client(Arguments arguments) throws IOException {
        Optional<String> url = arguments.typed("url");
        HostdoubleClient open = HostdoubleClient.at(url.isPresent() ? url(url.get()) : ServerAddress.of(arguments));
        HostdoubleClient server =
                arguments.text("control-token").map(open::withToken).orElse(open);
        // Not HOSTDOUBLE_WORLD: that is the start state of a server.
        CoverageClient coverage = arguments
                .typed("world")
                .map(name -> server.world(name).coverage())
                .orElseGet(server::coverage);
        return arguments.typed("operation").map(coverage::ofOperations).orElse(coverage);
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            HostdoubleClient.at(url);
            return url;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new Arguments.InvalidValueException(
                    "invalid value for --url: expected a URL such as http://127.0.0.1:8080, not '" + text + "'");
        }
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
            return arguments.typed(flag).map(Path::of);
        } catch (InvalidPathException e) {
            throw new Arguments.InvalidValueException("invalid value for --" + flag + ": " + e.getMessage());
        }
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
