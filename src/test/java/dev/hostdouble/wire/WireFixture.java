package dev.hostdouble.wire;

import dev.hostdouble.core.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A golden exchange as its file says it, {@code fixtures/wire/<api>/<section.operation>/<case>.http}:
 *
 * <pre>
 * documented HosterAPI page, Server, "Start vm"       how we know: an evidence word, then where from or why
 * given advance 6s                                    what has happened before, line by line; see {@link Given}
 *
 * PUT /api/v1/datacenter/server/4001/start HTTP/1.1   the request; its body after a blank line
 * Accept: application/json
 *
 * ###
 * HTTP/1.1 200 OK                                     the reply, whole; the file's last newline is not part of it
 * …
 * </pre>
 */
record WireFixture(
        String operation, String name, Evidence evidence, List<String> givens, Message request, Message reply) {
    private static final Path FOLDER = Path.of("fixtures/wire");
    private static final String GIVEN = "given ";

    /** One HTTP message: its first line, its header lines in order, its body. */
    record Message(String start, List<String> headers, String body) {
        static Message parse(String text) {
            int blank = text.indexOf("\n\n");
            String head = blank < 0 ? text : text.substring(0, blank);
            List<String> lines = head.lines().toList();
            return new Message(
                    lines.get(0), lines.subList(1, lines.size()), blank < 0 ? "" : text.substring(blank + 2));
        }

        boolean has(String header) {
            String start = header.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith(start));
        }

        /** The message as one text, for comparing and for showing what differs. */
        String text() {
            return start + "\n" + String.join("\n", headers) + "\n\n" + body;
        }
    }

    /** Every golden exchange there is, in the order of their paths. */
    static List<WireFixture> all() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<Path> found = files.filter(Files::isRegularFile).sorted().toList();
            Stream.Builder<WireFixture> fixtures = Stream.builder();
            for (Path file : found) {
                fixtures.add(read(file));
            }
            return fixtures.build().toList();
        }
    }

    /** The golden exchanges of one provider. */
    static List<WireFixture> of(String api) throws IOException {
        return all().stream().filter(fixture -> fixture.api().equals(api)).toList();
    }

    private static WireFixture read(Path file) throws IOException {
        Path inside = FOLDER.relativize(file);
        String name = String.valueOf(inside.getFileName());
        if (inside.getNameCount() != 3 || !name.endsWith(".http")) {
            throw new IOException(file + " is no <api>/<section.operation>/<case>.http");
        }
        String operation = inside.getName(0) + "/" + inside.getName(1);
        try {
            return parse(operation, name.substring(0, name.length() - ".http".length()), Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static WireFixture parse(String operation, String name, String text) {
        int blank = text.indexOf("\n\n");
        int end = text.indexOf("\n###\n");
        if (blank < 0 || end < blank || !text.endsWith("\n")) {
            throw new IllegalArgumentException("an exchange is evidence, blank line, request, ###, reply, newline");
        }
        List<String> head = text.substring(0, blank).lines().toList();
        String[] evidence = head.get(0).split(" ", 2);
        List<String> givens = head.subList(1, head.size());
        if (evidence.length < 2 || !givens.stream().allMatch(line -> line.startsWith(GIVEN))) {
            throw new IllegalArgumentException("a head is evidence and where from, then lines that begin with given");
        }
        return new WireFixture(
                operation,
                name,
                Evidence.valueOf(evidence[0].toUpperCase(Locale.ROOT)),
                givens.stream().map(line -> line.substring(GIVEN.length())).toList(),
                Message.parse(text.substring(blank + 2, end)),
                Message.parse(text.substring(end + "\n###\n".length(), text.length() - 1)));
    }

    String api() {
        return operation.substring(0, operation.indexOf('/'));
    }

    /** The status its reply has. */
    int status() {
        return Integer.parseInt(reply.start().split(" ", 3)[1]);
    }

    /** Whether its call succeeds; HOSTKEY answers errors with status 200, too. */
    boolean isSuccess() {
        String body = reply.body();
        return status() < 300
                && !body.startsWith("{\"code\":")
                && !body.startsWith("{\"result\":-")
                && !body.startsWith("{\"result\":false");
    }

    @Override
    public String toString() {
        return operation + "/" + name;
    }
}
