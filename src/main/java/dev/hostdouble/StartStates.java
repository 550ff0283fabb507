package dev.hostdouble;

import dev.hostdouble.hosterapi.HosterApi;
import dev.hostdouble.hostkey.HostkeyApi;
import dev.hostdouble.vss.VssApi;
import dev.hostdouble.world.ApiFactory;
import dev.hostdouble.yaml.BadFile;
import dev.hostdouble.yaml.Document;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** The start state of new worlds: a folder with one file for each provider, or what is shipped in its place. */
final class StartStates {
    private static final String SHIPPED = "/worlds/default/";
    private static final List<String> FILES =
            List.of(HostkeyApi.NAME + ".yaml", HosterApi.NAME + ".yaml", VssApi.NAME + ".yaml");

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
        // The largest of them by a thread of its own: half of a start is reading these for the first time.
        CompletableFuture<VssApi.Start> vss = CompletableFuture.supplyAsync(() -> vss(folder));
        HostkeyApi.Start hostkey = HostkeyApi.read(document(folder, HostkeyApi.NAME, HostkeyApi.stateSchema()));
        HosterApi.Start hosterapi = HosterApi.read(document(folder, HosterApi.NAME, HosterApi.stateSchema()));
        VssApi.Start readVss = joined(vss);
        return List.of(
                factory(
                        folder,
                        HostkeyApi.NAME,
                        HostkeyApi.schema(),
                        (db, jobs, seed, now) -> new HostkeyApi(db, jobs, seed, hostkey, anyone)),
                factory(
                        folder,
                        HosterApi.NAME,
                        HosterApi.schema(),
                        (db, jobs, seed, now) -> new HosterApi(db, jobs, seed, hosterapi, anyone, now)),
                factory(
                        folder,
                        VssApi.NAME,
                        VssApi.schema(),
                        (db, jobs, seed, now) -> new VssApi(db, jobs, seed, readVss, anyone)));
    }

    private static VssApi.Start vss(Optional<Path> folder) {
        try {
            Document own = document(folder, VssApi.NAME, VssApi.stateSchema());
            return VssApi.read(own, file(folder, VssApi.NAME).isPresent() ? shipped(VssApi.NAME + ".yaml") : own);
        } catch (BadFile | IOException e) {
            throw new CompletionException(e);
        }
    }

    private static <T> T joined(CompletableFuture<T> reading) throws BadFile, IOException {
        try {
            return reading.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof BadFile wrong) {
                throw wrong;
            }
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw e;
        }
    }

    /** Whether a file is called like a start state. */
    static boolean isNamed(Path file) {
        return FILES.contains(name(file));
    }

    /**
     * Checks the start state of one provider by itself.
     *
     * @throws BadFile naming line and column of everything that is wrong
     */
    static void check(Path file) throws BadFile, IOException {
        Document document = Document.read(file.toString(), text(file));
        switch (name(file)) {
            case HostkeyApi.NAME + ".yaml" -> {
                document.check(HostkeyApi.stateSchema());
                HostkeyApi.read(document);
            }
            case HosterApi.NAME + ".yaml" -> {
                document.check(HosterApi.stateSchema());
                HosterApi.read(document);
            }
            default -> {
                document.check(VssApi.stateSchema());
                VssApi.read(document, shipped(VssApi.NAME + ".yaml"));
            }
        }
    }

    private static ApiFactory factory(Optional<Path> folder, String api, String schema, ApiFactory.Opener opener) {
        String source = file(folder, api).map(Path::toString).orElse(SHIPPED + api + ".yaml");
        return new ApiFactory(api, schema, (db, jobs, seed, now) -> {
            try {
                return opener.open(db, jobs, seed, now);
            } catch (RuntimeException e) {
                throw new Unloadable(source, e);
            }
        });
    }

    private static void requireKnown(Path folder) throws BadFile, IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("no folder " + folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            // Names that begin with a dot are what editors, and Kubernetes' mounted maps, leave beside the files.
            List<String> unknown = files.filter(file -> !name(file).startsWith(".") && !FILES.contains(name(file)))
                    .map(file -> file + ":1: not a start state; a world folder holds " + FILES)
                    .sorted()
                    .toList();
            if (!unknown.isEmpty()) {
                throw new BadFile(unknown);
            }
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The user's file of a provider, where there is one, be it a link that leads nowhere. */
    private static Optional<Path> file(Optional<Path> folder, String api) {
        return folder.map(path -> path.resolve(api + ".yaml"))
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS));
    }

    private static Document document(Optional<Path> folder, String api, String schema) throws BadFile, IOException {
        String name = api + ".yaml";
        Optional<Path> file = file(folder, api);
        if (file.isPresent()) {
            Document document = Document.read(file.get().toString(), text(file.get()));
            document.check(schema);
            return document;
        }
        return shipped(name);
    }

    /** A shipped file, which was checked against its schema when it was built. */
    private static Document shipped(String name) throws BadFile, IOException {
        try (InputStream in = StartStates.class.getResourceAsStream(SHIPPED + name)) {
            if (in == null) {
                throw new IOException("not shipped: " + name);
            }
            return Document.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The text of a file somebody brought, which is not too large. */
    static String text(Path file) throws BadFile, IOException {
        if (Files.isDirectory(file)) {
            throw wrong(file, "a folder, where a file is expected");
        }
        try {
            if (Files.size(file) > Document.MAX_BYTES) {
                throw wrong(file, "larger than " + (Document.MAX_BYTES >> 20) + " MiB");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw wrong(file, "not UTF-8");
        } catch (IOException e) {
            throw new IOException("cannot read " + file, e);
        }
    }

    private static BadFile wrong(Path file, String what) {
        return new BadFile(List.of(file + ":1: " + what));
    }

    /** A start state that was read, and is right as far as that could tell, and yet makes no world. */
    static final class Unloadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unloadable(String source, Throwable cause) {
            super(source + ":1: no world can be made of this: something in it is there twice or out of range", cause);
        }
    }
}
