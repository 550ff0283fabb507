package dev.hostdouble.start;

import dev.hostdouble.hosterapi.HosterApi;
import dev.hostdouble.hostkey.HostkeyApi;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.vss.VssApi;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** The start state of new worlds: a folder with one file for each provider, or what is shipped in its place. */
public final class StartStates {
    private static final String SHIPPED = "/worlds/default/";
    private static final List<String> FILES =
            List.of(HostkeyApi.NAME + ".yaml", HosterApi.NAME + ".yaml", VssApi.NAME + ".yaml");

    private StartStates() {}

    /**
     * Reads the start states of all providers.
     *
     * @param folder what the user brought; a provider without a file in it gets the shipped one
     * @throws InvalidFileException naming file and line of what is wrong
     * @throws IOException if the folder cannot be read
     */
    public static List<Provider> read(Optional<Path> folder, boolean acceptAnyToken)
            throws InvalidFileException, IOException {
        if (folder.isPresent()) {
            requireKnown(folder.get());
        }
        return read(own(folder), acceptAnyToken);
    }

    /**
     * What the user brought, by provider.
     *
     * @throws InvalidFileException if a file is too large, or no text
     */
    public static Map<String, Source> own(Optional<Path> folder) throws InvalidFileException, IOException {
        Map<String, Source> own = new TreeMap<>();
        for (String name : FILES) {
            Optional<Path> file = folder.map(path -> path.resolve(name))
                    .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS));
            if (file.isPresent()) {
                own.put(name, new Source(file.get().toString(), text(file.get())));
            }
        }
        return own;
    }

    /** A start state's file: what messages call it, and what it says. */
    public record Source(String name, String text) {}

    /** Reads the start states of all providers; the shipped one for each that has none of its own. */
    public static List<Provider> read(Map<String, Source> own, boolean acceptAnyToken)
            throws InvalidFileException, IOException {
        // The largest of them by a thread of its own: half of a start is reading these for the first time.
        CompletableFuture<VssApi.Start> vss = CompletableFuture.supplyAsync(() -> vss(own));
        HostkeyApi.Start hostkey = HostkeyApi.read(document(own, HostkeyApi.NAME, HostkeyApi.stateSchema()));
        HosterApi.Start hosterapi = HosterApi.read(document(own, HosterApi.NAME, HosterApi.stateSchema()));
        VssApi.Start readVss = joined(vss);
        return List.of(
                factory(
                        own,
                        HostkeyApi.NAME,
                        HostkeyApi.schema(),
                        (db, jobs, seed, now) -> new HostkeyApi(db, jobs, seed, hostkey, acceptAnyToken)),
                factory(
                        own,
                        HosterApi.NAME,
                        HosterApi.schema(),
                        (db, jobs, seed, now) -> new HosterApi(db, jobs, seed, hosterapi, acceptAnyToken, now)),
                factory(
                        own,
                        VssApi.NAME,
                        VssApi.schema(),
                        (db, jobs, seed, now) -> new VssApi(db, jobs, seed, readVss, acceptAnyToken)));
    }

    private static VssApi.Start vss(Map<String, Source> own) {
        try {
            String file = VssApi.NAME + ".yaml";
            Document document = document(own, VssApi.NAME, VssApi.stateSchema());
            return VssApi.read(document, own.containsKey(file) ? shipped(file) : document);
        } catch (InvalidFileException | IOException e) {
            throw new CompletionException(e);
        }
    }

    private static <T> T joined(CompletableFuture<T> reading) throws InvalidFileException, IOException {
        try {
            return reading.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof InvalidFileException wrong) {
                throw wrong;
            }
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw e;
        }
    }

    /** Whether a file is called like a start state. */
    public static boolean isNamed(Path file) {
        return FILES.contains(name(file));
    }

    /**
     * Checks the start state of one provider by itself.
     *
     * @throws InvalidFileException naming line and column of everything that is wrong
     */
    public static void check(Path file) throws InvalidFileException, IOException {
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

    private static Provider factory(Map<String, Source> own, String api, String schema, Provider.Opener opener) {
        Source brought = own.get(api + ".yaml");
        String source = brought == null ? SHIPPED + api + ".yaml" : brought.name();
        return new Provider(api, schema, (db, jobs, seed, now) -> {
            try {
                return opener.open(db, jobs, seed, now);
            } catch (RuntimeException e) {
                throw new UnloadableException(source, e);
            }
        });
    }

    private static void requireKnown(Path folder) throws InvalidFileException, IOException {
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
                throw new InvalidFileException(unknown);
            }
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Document document(Map<String, Source> own, String api, String schema)
            throws InvalidFileException, IOException {
        Source brought = own.get(api + ".yaml");
        if (brought == null) {
            return shipped(api + ".yaml");
        }
        Document document = Document.read(brought.name(), brought.text());
        document.check(schema);
        return document;
    }

    /** A shipped file, which was checked against its schema when it was built. */
    private static Document shipped(String name) throws InvalidFileException, IOException {
        try (InputStream in = StartStates.class.getResourceAsStream(SHIPPED + name)) {
            if (in == null) {
                throw new IOException("not shipped: " + name);
            }
            return Document.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The text of a file somebody brought, which is not too large. */
    public static String text(Path file) throws InvalidFileException, IOException {
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

    private static InvalidFileException wrong(Path file, String what) {
        return new InvalidFileException(List.of(file + ":1: " + what));
    }

    /** A start state that was read, and is right as far as that could tell, and yet makes no world. */
    public static final class UnloadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnloadableException(String source, Throwable cause) {
            super(source + ":1: no world can be made of this: something in it is there twice or out of range", cause);
        }
    }
}
