package dev.hostdouble.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the command line says.
 *
 * @param command the benchmark; empty for help
 * @param arguments what follows its name
 * @param jdks the JDKs to measure on, one after the other
 * @param flags JVM flags for every server
 * @param rounds how often each figure is measured; 0 for the benchmark's own number
 * @param seconds how long one load takes; 0 for the benchmark's own time
 * @param warmUp seconds of load before the first figure; negative for the benchmark's own time
 * @param servers parts of the names of the servers to measure; empty for all
 * @param calls the names of the calls to measure; empty for all
 * @param connections numbers of connections; empty for the benchmark's own
 * @param ownLoad whether to leave wrk aside
 */
record Options(
        Optional<String> command,
        List<String> arguments,
        List<Path> jdks,
        List<String> flags,
        boolean quick,
        int rounds,
        int seconds,
        int warmUp,
        List<String> servers,
        List<String> calls,
        List<Integer> connections,
        boolean ownLoad) {

    /** The command line is wrong; the message says how. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    static Options parse(String... args) {
        List<String> words = new ArrayList<>();
        List<Path> jdks = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        List<String> servers = List.of();
        List<String> calls = List.of();
        List<Integer> connections = List.of();
        boolean quick = false;
        boolean ownLoad = false;
        boolean help = false;
        int rounds = 0;
        int seconds = 0;
        int warmUp = -1;
        for (int i = 0; i < args.length; i++) {
            String word = args[i];
            switch (word) {
                case "-h", "--help" -> help = true;
                case "--quick" -> quick = true;
                case "--own-load" -> ownLoad = true;
                case "--jdk" -> jdks.add(jdk(value(args, i++)));
                case "--flag" -> flags.add(value(args, i++));
                case "--rounds" -> rounds = number(word, value(args, i++), 1);
                case "--seconds" -> seconds = number(word, value(args, i++), 1);
                case "--warm-up" -> warmUp = number(word, value(args, i++), 0);
                case "--servers" -> servers = list(value(args, i++), name -> name);
                case "--calls" ->
                    calls = list(value(args, i++), name -> Call.named(name).name());
                case "--connections" -> connections = list(value(args, i++), text -> number(word, text, 1));
                default -> {
                    if (word.startsWith("-")) {
                        throw new UsageException("unknown flag " + word + "; see src/bench/run --help");
                    }
                    words.add(word);
                }
            }
        }
        if (jdks.isEmpty()) {
            jdks.add(Path.of(System.getProperty("java.home")));
        }
        return new Options(
                help || words.isEmpty() ? Optional.empty() : Optional.of(words.get(0)),
                List.copyOf(words.subList(Math.min(1, words.size()), words.size())),
                List.copyOf(jdks),
                List.copyOf(flags),
                quick,
                rounds,
                seconds,
                warmUp,
                servers,
                calls,
                connections,
                ownLoad);
    }

    private static String value(String[] args, int flag) {
        if (flag + 1 == args.length) {
            throw new UsageException("a value is missing after " + args[flag]);
        }
        return args[flag + 1];
    }

    private static Path jdk(String text) {
        Path home = Path.of(text).toAbsolutePath();
        if (!home.resolve("bin/java").toFile().canExecute()) {
            throw new UsageException("no JDK at " + text + ": it has no bin/java");
        }
        return home;
    }

    private static int number(String flag, String text, int least) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the message below covers it
        }
        throw new UsageException(
                "invalid value '" + text + "' of " + flag + ": expected a number from " + least + " on");
    }

    private static <T> List<T> list(String text, Function<String, T> element) {
        return List.of(text.split(",", -1)).stream().map(element).toList();
    }

    /** The rounds to measure. */
    int rounds(int usual) {
        return rounds > 0 ? rounds : quick ? Math.min(2, usual) : usual;
    }

    /** The seconds of one load. */
    int seconds(int usual) {
        return seconds > 0 ? seconds : quick ? 1 : usual;
    }

    /** The seconds of load before the first figure. */
    int warmUp(int usual) {
        return warmUp >= 0 ? warmUp : quick ? 1 : usual;
    }

    List<Integer> connections(Integer... usual) {
        return connections.isEmpty() ? List.of(usual) : connections;
    }

    /** The calls to measure, in the order of {@link Call#ALL}. */
    List<Call> measured() {
        return Call.ALL.stream()
                .filter(call -> calls.isEmpty() || calls.contains(call.name()))
                .toList();
    }

    /** Refuses words after the name of the benchmark. */
    void noArguments() {
        if (!arguments.isEmpty()) {
            throw new UsageException("unexpected '" + arguments.get(0) + "' after " + command.orElse(""));
        }
    }
}
