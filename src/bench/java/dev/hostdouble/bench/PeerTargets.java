package dev.hostdouble.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Hostdouble and what it is compared with. The others serve replies that Hostdouble has just given. */
final class PeerTargets {
    static final String WIREMOCK = "WireMock 3.13.2";
    static final String MOCKSERVER_5 = "MockServer 5.15.0";
    static final String MOCKSERVER_7 = "MockServer 7.6.0";

    private static final ObjectMapper JSON = new ObjectMapper();

    private PeerTargets() {}

    /** Records the replies in a folder, and returns all servers that can be had. */
    static List<Target> all(Path jdk, List<String> flags, Path folder) throws Exception {
        List<Stub> stubs = new ArrayList<>();
        try (Server server = Server.start(Target.hostdouble(jdk, flags), folder).await()) {
            for (Call call : Call.ALL) {
                Stub stub = Stub.record(server, server.authorized(call));
                stub.write(folder, call.name());
                stubs.add(stub);
            }
        }
        List<Target> targets = new ArrayList<>(List.of(
                Target.hostdouble(jdk, flags),
                Target.launcher(jdk, flags),
                Target.constant(Target.JAVALIN, JavalinConstant.class, jdk, flags, folder),
                Target.constant(Target.JETTY, JettyConstant.class, jdk, flags, folder)));
        PeerJars.classPath("org.wiremock", "wiremock-standalone", "3.13.2", "").ifPresent(path -> {
            List<String> command =
                    Target.java(jdk, flags, "-cp", path, "wiremock.Run", "--port", "{port}", "--root-dir", ".");
            targets.add(new Target(WIREMOCK, command, Map.of(), false));
        });
        PeerJars.classPath("org.mock-server", "mockserver-netty", "5.15.0", "shaded")
                .ifPresent(path -> targets.add(mockServer(MOCKSERVER_5, jdk, flags, path)));
        PeerJars.classPath("org.mock-server", "mockserver-netty", "7.6.0", "")
                .ifPresent(path -> targets.add(mockServer(MOCKSERVER_7, jdk, flags, path)));
        writeMappings(folder, stubs);
        writeExpectations(folder.resolve("expectations.json"), stubs);
        return targets;
    }

    /** Its log is at ERROR: at its usual level it prints every call. */
    private static Target mockServer(String name, Path jdk, List<String> flags, String path) {
        List<String> command = Target.java(
                jdk,
                flags,
                "-Dmockserver.initializationJsonPath=expectations.json",
                "-Dmockserver.logLevel=ERROR",
                "-cp",
                path,
                "org.mockserver.cli.Main",
                "-serverPort",
                "{port}");
        return new Target(name, command, Map.of(), false);
    }

    private static void writeMappings(Path folder, List<Stub> stubs) throws IOException {
        Path mappings = Files.createDirectories(folder.resolve("mappings"));
        Files.createDirectories(folder.resolve("__files"));
        for (int i = 0; i < stubs.size(); i++) {
            Stub stub = stubs.get(i);
            ObjectNode mapping = JSON.createObjectNode();
            mapping.putObject("request").put("method", stub.method()).put("urlPath", stub.path());
            ObjectNode response = mapping.putObject("response");
            response.put("status", 200).put("body", stub.body());
            ObjectNode headers = response.putObject("headers");
            stub.headers().forEach(headers::put);
            JSON.writeValue(mappings.resolve(i + ".json").toFile(), mapping);
        }
    }

    private static void writeExpectations(Path file, List<Stub> stubs) throws IOException {
        ArrayNode expectations = JSON.createArrayNode();
        for (Stub stub : stubs) {
            ObjectNode expectation = expectations.addObject();
            expectation.putObject("httpRequest").put("method", stub.method()).put("path", stub.path());
            ObjectNode response = expectation.putObject("httpResponse");
            response.put("statusCode", 200).put("body", stub.body());
            ObjectNode headers = response.putObject("headers");
            stub.headers().forEach((header, value) -> headers.putArray(header).add(value));
        }
        JSON.writeValue(file.toFile(), expectations);
    }
}
