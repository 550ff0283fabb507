package dev.hostdouble.captures;

import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The requests that a client sent in one flow, {@code src/test/resources/captures/<client>/<flow>.yaml}:
 *
 * <pre>
 * client: hostkey-cloud/terraform-provider-hostkey     as in conformance/clients.yaml
 * version: 0.1.9, commit a12cba2
 * how: published                                       or: retyped from its source, read only
 * flow: switch a server off and on
 * start: rich                                          the start state; default: default
 * headers: { User-Agent: terraform-provider-hostkey/0.1.9 }      of all its requests
 * calls:
 *   - send: POST /auth.php
 *     body: action=login&amp;key=${hostkey-key}&amp;ttl=3600         a credential of the start states
 *     answer: hostkey/auth.login ok observed           operation, answer, evidence
 *     keep: { token: /result/token }                   a value of the reply, for later requests
 *   - send: POST /eq_callback.php
 *     body: action=check&amp;key=${callback}&amp;token=${token}
 *     until: { /result: OK }                           sent again until the reply says so
 *     answer: hostkey/eq_callback.check done observed
 *   - send: POST /eq.php
 *     body: action=show&amp;id=456&amp;token=${token}
 *     times: 3                                         sent that often, with the same answer
 *     answer: hostkey/eq.show ok observed
 *   - change: '{"hostkey/credit":"client@example.com","spent":true}'   what the provider does before the request
 *     send: POST /eq.php
 *     body: action=show&amp;id=456&amp;token=${token}
 *     answer: hostkey/eq.show ok observed
 * left-out:                                            requests that no operation answers
 *   - send: POST /s3.php
 *     body: action=list&amp;token=${token}
 *     reason: storage is not emulated
 * </pre>
 *
 * @param name its path below the folder, without the ending
 * @param how how the client's code was run
 * @param note what was changed in the client's code; the empty string for nothing
 * @param start the start state of its world
 * @param headers the headers of all its requests
 * @param leftOut the requests that no operation answers
 */
record Capture(
        String name,
        String client,
        String version,
        String how,
        String note,
        String flow,
        String start,
        Map<String, String> headers,
        List<CapturedCall> calls,
        List<LeftOut> leftOut) {
    static final Path FOLDER = Path.of("src/test/resources/captures");
    private static final String ENDING = ".yaml";

    Capture {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers)); // in the order of the file
        calls = List.copyOf(calls);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * All captures, in the order of their paths.
     *
     * @throws InvalidFileException naming file, line and column
     */
    static List<Capture> all() throws IOException, InvalidFileException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(FOLDER)) {
            files = found.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
        Stream.Builder<Capture> captures = Stream.builder();
        for (Path file : files) {
            String path = FOLDER.relativize(file).toString();
            captures.add(CaptureFile.read(
                    path.substring(0, path.length() - ENDING.length()), file.toString(), Files.readString(file)));
        }
        return captures.build().toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
