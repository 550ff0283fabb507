package dev.hostdouble;

import dev.hostdouble.hosterapi.HosterApi;
import dev.hostdouble.hostkey.HostkeyApi;
import dev.hostdouble.world.ApiFactory;
import dev.hostdouble.yaml.BadFile;
import dev.hostdouble.yaml.Document;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The start state of new worlds: a folder with one file for each provider, or what is shipped in its place. */
final class StartStates {
    private static final String SHIPPED = "/worlds/default/";
    private static final Set<String> FILES = Set.of(HostkeyApi.NAME + ".yaml", HosterApi.NAME + ".yaml");

    private StartStates() {}

    /**
     * Reads the start states of all providers.
     *
     * @param folder what the user brought; a provider without a file in it gets the shipped one
     * @throws BadFile naming file and line of what is wrong
     * @throws IOException if the folder cannot be read
     */
    static List<ApiFactory> read(Optional<Path> folder, boolean anyone) throws BadFile, IOException {
        if (folder.isPresent()) {
            requireKnown(folder.get());
        }
        HostkeyApi.Start hostkey = HostkeyApi.read(document(folder, HostkeyApi.NAME, HostkeyApi.stateSchema()));
        HosterApi.Start hosterapi = HosterApi.read(document(folder, HosterApi.NAME, HosterApi.stateSchema()));
        return List.of(
                new ApiFactory(
                        HostkeyApi.schema(), (db, jobs, seed, now) -> new HostkeyApi(db, jobs, seed, hostkey, anyone)),
                new ApiFactory(
                        HosterApi.schema(),
                        (db, jobs, seed, now) -> new HosterApi(db, jobs, seed, hosterapi, anyone, now)));
    }

    private static void requireKnown(Path folder) throws BadFile, IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("no folder " + folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> unknown = files.filter(file -> !FILES.contains(String.valueOf(file.getFileName())))
                    .map(file -> file + ":1: not a start state; a world folder holds " + FILES)
                    .sorted()
                    .toList();
            if (!unknown.isEmpty()) {
                throw new BadFile(unknown);
            }
        }
    }

    private static Document document(Optional<Path> folder, String api, String schema) throws BadFile, IOException {
        String name = api + ".yaml";
        Optional<Path> file = folder.map(path -> path.resolve(name)).filter(Files::exists);
        if (file.isPresent()) {
            requireSmall(file.get());
            Document document = Document.read(file.get().toString(), Files.readString(file.get()));
            document.check(schema);
            return document;
        }
        // The shipped file was checked against its schema when it was built.
        try (InputStream in = StartStates.class.getResourceAsStream(SHIPPED + name)) {
            if (in == null) {
                throw new IOException("not shipped: " + name);
            }
            return Document.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void requireSmall(Path file) throws BadFile, IOException {
        if (Files.size(file) > Document.MAX_BYTES) {
            throw new BadFile(List.of(file + ":1: larger than " + (Document.MAX_BYTES >> 20) + " MiB"));
        }
    }
}
