package dev.hostdouble.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls of a provider that succeed in a new world, as its file on the class path lists them. */
final class ReadyCalls {
    private static final String FOLDER = "/dev/hostdouble/coverage/";
    private static final Pattern KEPT = Pattern.compile("([A-Z]+)=(\\w+) (.*)");
    private static final Pattern LINE = Pattern.compile("(\\S+) (\\S+)(?: (.*))?");
    private static final String TOKEN = "Authorization: Bearer $TOKEN";

    private final JsonNode file;

    private ReadyCalls(JsonNode file) {
        this.file = file;
    }

    /** Those of a provider; none if there is no file about it. */
    static ReadyCalls of(String provider) {
        String name = FOLDER + provider + ".yaml";
        try (InputStream in = ReadyCalls.class.getResourceAsStream(name)) {
            String text = in == null ? "calls: {}" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new ReadyCalls(Document.read(name, text).root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidFileException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines that bring about an answer of an operation; empty if none are known. */
    Optional<String> lines(Operation operation, String answer, CommandTarget target) {
        JsonNode steps = file.path("calls").path(operation.name()).path(answer);
        return steps.isEmpty() ? Optional.empty() : Optional.of(lines(steps, target));
    }

    /** The lines that bring about the first success of an operation that is known. */
    Optional<String> lines(Operation operation, CommandTarget target) {
        JsonNode answers = file.path("calls").path(operation.name());
        return answers.isEmpty()
                ? Optional.empty()
                : Optional.of(lines(answers.iterator().next(), target));
    }

    private String lines(JsonNode steps, CommandTarget target) {
        List<String> headers = new ArrayList<>();
        file.path("headers").forEach(header -> headers.add(header.asText()));
        List<String> lines = new ArrayList<>();
        for (JsonNode step : steps) {
            String text = step.asText();
            Matcher kept = KEPT.matcher(text);
            if (text.startsWith("as ")) {
                lines.add(login(text.substring("as ".length()), target));
                headers.add(TOKEN);
            } else if (text.startsWith("advance ")) {
                String by = text.substring("advance ".length());
                lines.add(target.control("POST", "/clock/advance", Optional.of("{\"by\":\"" + by + "\"}")));
            } else if (text.startsWith("change ")) {
                lines.add(target.control("POST", "/changes", Optional.of(text.substring("change ".length()))));
            } else if (kept.matches()) {
                lines.add(ShellLine.keep(kept.group(1), kept.group(2), call(kept.group(3), headers, target)));
            } else {
                lines.add(call(text, headers, target));
            }
        }
        return String.join("\n", lines);
    }

    private static String login(String user, CommandTarget target) {
        String call = "curl -s -X POST -u " + user + ":" + user + " "
                + ShellLine.curl("GET", target.url() + "/auth/request-token", List.of(), Optional.empty())
                        .substring("curl -s ".length());
        return ShellLine.keep("TOKEN", "token", call);
    }

    private static String call(String text, List<String> headers, CommandTarget target) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw new IllegalStateException("not a call: " + text);
        }
        return ShellLine.curl(line.group(1), target.url() + line.group(2), headers, Optional.ofNullable(line.group(3)));
    }
}
