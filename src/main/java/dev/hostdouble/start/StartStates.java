package dev.hostdouble.start;

import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InputFile;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * The start state of new worlds: a folder with one file for each provider, or a shipped one by its name. What a file leaves
 * out, and a file that is missing, comes from the shipped state {@code default}.
 */
public final class StartStates {
    private final List<Provider> providers;

    /** The start states of those providers. */
    public StartStates(List<Provider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** The text of a start state's file, and the name that messages use for it. */
    public record Source(String name, String text) {}

    /**
     * The files of a start state, by file name.
     *
     * @param world a folder; where none has that path, the name of a shipped start state
     * @throws InvalidFileException if the folder has other files, or a file is too large or not UTF-8
     * @throws IOException if the folder or a file cannot be read
     */
    public Map<String, Source> sources(Optional<Path> world) throws InvalidFileException, IOException {
        Map<String, Source> sources = new TreeMap<>();
        if (world.isEmpty()) {
            return sources;
        }
        Optional<String> name = ShippedStates.named(world.get());
        if (name.isPresent()) {
            return sources(name.get());
        }
        requireKnown(world.get());
        for (Provider provider : providers) {
            Path file = world.get().resolve(provider.stateFile());
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                sources.put(provider.stateFile(), new Source(file.toString(), text(file)));
            }
        }
        return sources;
    }

    /** The files of a shipped start state; none of the one that completes all others. */
    private Map<String, Source> sources(String shipped) throws IOException {
        Map<String, Source> sources = new TreeMap<>();
        if (!shipped.equals(ShippedStates.DEFAULT)) {
            ShippedStates.texts(shipped, providers)
                    .forEach(
                            (file, text) -> sources.put(file, new Source("the shipped " + shipped + "/" + file, text)));
        }
        return sources;
    }

    /**
     * Reads the start states of all providers: the given ones, or else the shipped ones.
     *
     * @param sources by file name
     * @throws InvalidFileException naming file and line of what is wrong
     */
    public List<StartState> read(Map<String, Source> sources) throws InvalidFileException, IOException {
        return parsed(sources, shipped());
    }

    /**
     * Reads a user's start states, and has the shipped ones read when they are first needed.
     *
     * @param sources the user's own, by file name
     * @param shipped the texts of the shipped ones, by file name
     * @throws InvalidFileException naming file and line of what is wrong
     */
    public List<StartState> open(Map<String, Source> sources, Map<String, String> shipped)
            throws InvalidFileException, IOException {
        List<StartState> own = new StartStates(providers.stream()
                        .filter(provider -> sources.containsKey(provider.stateFile()))
                        .toList())
                .parsed(sources, shipped);
        return providers.stream()
                .map(provider -> own.stream()
                        .filter(state -> state.provider().equals(provider))
                        .findFirst()
                        .orElseGet(() -> new ShippedState(
                                provider,
                                () -> read(provider, Optional.empty(), ShippedStates.document(provider, shipped)))))
                .toList();
    }

    /**
     * Reads start states as another version shipped them.
     *
     * @param sources the user's own, by file name
     * @param shipped the texts of those that a user did not replace, by file name
     * @throws InvalidFileException naming file and line of what is wrong
     */
    public List<StartState> read(Map<String, Source> sources, Map<String, String> shipped)
            throws InvalidFileException, IOException {
        ShippedStates.check(providers, shipped);
        return parsed(sources, shipped);
    }

    private List<StartState> parsed(Map<String, Source> sources, Map<String, String> shipped)
            throws InvalidFileException, IOException {
        // Reading these for the first time is half of a start: a thread for each.
        List<CompletableFuture<StartState>> reading = providers.stream()
                .map(provider -> CompletableFuture.supplyAsync(() -> {
                    try {
                        Document document = ShippedStates.document(provider, shipped);
                        return read(provider, Optional.ofNullable(sources.get(provider.stateFile())), document);
                    } catch (InvalidFileException e) {
                        throw new CompletionException(e);
                    }
                }))
                .toList();
        List<StartState> states = new ArrayList<>();
        for (CompletableFuture<StartState> one : reading) {
            states.add(joined(one));
        }
        return states;
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

    private static StartState read(Provider provider, Optional<Source> own, Document shipped)
            throws InvalidFileException {
        if (own.isEmpty()) {
            return new NamedStartState(
                    ShippedStates.resource(ShippedStates.DEFAULT, provider),
                    provider.reader().read(shipped));
        }
        Document document = Document.read(own.get().name(), own.get().text());
        document.check(provider.stateSchema());
        return new NamedStartState(own.get().name(), provider.reader().read(document.completedBy(shipped)));
    }

    /** Refuses a user's start states that would end in an OutOfMemoryError; the shipped ones need little. */
    public static void requireMemory(List<StartState> states) throws InvalidFileException {
        long needed = states.stream()
                .filter(state -> !state.isShipped())
                .mapToLong(StartState::expectedBytes)
                .sum();
        long most = MemoryBudget.ofHeap().most();
        if (needed > most) {
            throw new InvalidFileException(List.of("the start state needs about " + (needed >> 20)
                    + " MiB of memory for each world, and all worlds together may use " + (most >> 20)
                    + " MiB: give the server a larger heap (-Xmx), or set a smaller catalogue-size in vss.yaml"));
        }
    }

    /** The provider whose start state a file of that name holds. */
    public Optional<Provider> named(Path file) {
        return providers.stream()
                .filter(provider -> provider.stateFile().equals(name(file)))
                .findFirst();
    }

    /**
     * Checks one start state by itself.
     *
     * @throws InvalidFileException naming line and column of everything that is wrong
     */
    public static void check(Provider provider, Path file) throws InvalidFileException, IOException {
        Document shipped = ShippedStates.document(
                provider, Map.of(provider.stateFile(), ShippedStates.text(ShippedStates.DEFAULT, provider)));
        read(provider, Optional.of(new Source(file.toString(), text(file))), shipped);
    }

    private void requireKnown(Path folder) throws InvalidFileException, IOException {
        if (Files.isRegularFile(folder)) {
            RecordingFiles.requireNone(folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    "no folder " + folder + "; shipped start states are " + String.join(" and ", ShippedStates.NAMES));
        }
        List<String> known = Stream.concat(providers.stream().map(Provider::stateFile), Stream.of(WorldFile.NAME))
                .toList();
        try (Stream<Path> files = Files.list(folder)) {
            // Editors and the mounted maps of Kubernetes leave files whose names begin with a dot.
            List<String> unknown = files.filter(file -> !name(file).startsWith(".") && !known.contains(name(file)))
                    .map(file -> file + ":1: not a start state; a world folder contains " + known)
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

    /** The texts of the files that complete all others, by file name. */
    public Map<String, String> shipped() throws IOException {
        return ShippedStates.texts(ShippedStates.DEFAULT, providers);
    }

    /**
     * The text of a user's file.
     *
     * @throws InvalidFileException if it is a folder, no regular file, a recording, too large or not UTF-8
     */
    public static String text(Path file) throws InvalidFileException, IOException {
        RecordingFiles.requireNone(file);
        return InputFile.text(file, Document.MAX_SIZE);
    }

    /** A start state that passed all checks but cannot be loaded. */
    public static final class UnloadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnloadableException(String source, Throwable cause) {
            super(source + ":1: cannot be loaded: a value occurs twice or is out of range", cause);
        }
    }
}
