package dev.hostdouble.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A reply of Hostdouble that another server gives as well.
 *
 * @param path without a query: the others answer whatever the query is
 * @param headers without Content-Length
 */
record Stub(String method, String path, Map<String, String> headers, String body) {
    private static final String SUFFIX = ".stub";

    /** What Hostdouble answers. */
    static Stub record(Server server, Call call) throws IOException {
        try (Connection connection = new Connection(server.port())) {
            String body = connection.call(call);
            Map<String, String> headers = new LinkedHashMap<>();
            connection.head().lines().skip(1).filter(line -> !line.isEmpty()).forEach(line -> {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            });
            headers.keySet().removeIf(name -> name.equalsIgnoreCase("Content-Length"));
            return new Stub(call.method(), call.pathOnly(), headers, body);
        }
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes it to a file that {@link #readAll} finds. */
    void write(Path folder, String name) throws IOException {
        StringBuilder text = new StringBuilder(method + "\n" + path + "\n");
        headers.forEach((header, value) ->
                text.append(header).append('\n').append(value).append('\n'));
        text.append('\n').append(body);
        Files.writeString(folder.resolve(name + SUFFIX), text);
    }

    static List<Stub> readAll(Path folder) throws IOException {
        List<Stub> stubs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                stubs.add(read(Files.readString(file)));
            }
        }
        return stubs;
    }

    private static Stub read(String text) {
        int end = text.indexOf("\n\n");
        List<String> lines = text.substring(0, end).lines().toList();
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 2; i < lines.size(); i += 2) {
            headers.put(lines.get(i), lines.get(i + 1));
        }
        String body = text.substring(end + 2);
        return new Stub(lines.get(0), lines.get(1), headers, body);
    }
}
