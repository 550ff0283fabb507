package dev.hostdouble.journal;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.core.WorldTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Something that happened in a world and that a replay must repeat. The calls are {@link JournalEntry}. */
public sealed interface WorldEvent
        permits JournalEntry,
                WorldEvent.ControlAction,
                WorldEvent.ClockMove,
                WorldEvent.Settled,
                WorldEvent.ScenarioEvent,
                WorldEvent.ScenariosNamed,
                WorldEvent.Change {
    /** The approximate size of an event without its texts, in bytes. */
    int FIXED_BYTES = 128;

    /** The time of the world that it used. */
    WorldTime time();

    /** The approximate number of bytes that it uses in memory. */
    long bytes();

    /**
     * A request to the control API that changed jobs or stores.
     *
     * @param path the path after the prefix of the control API, with the query
     */
    record ControlAction(WorldTime time, String method, String path, Bytes body) implements WorldEvent {
        @Override
        public long bytes() {
            return FIXED_BYTES + path.length() + MemoryBudget.ofArray(body.length());
        }
    }

    /**
     * The clock was moved, or its mode was set. What was due before and after the move took effect.
     *
     * @param mode the mode from then on
     * @param to the time from then on
     */
    record ClockMove(WorldTime time, String mode, WorldTime to) implements WorldEvent {
        @Override
        public long bytes() {
            return FIXED_BYTES;
        }
    }

    /** Something that was due took effect outside of a call, such as when somebody listed the jobs. */
    record Settled(WorldTime time) implements WorldEvent {
        @Override
        public long bytes() {
            return FIXED_BYTES;
        }
    }

    /**
     * The active scenarios changed.
     *
     * @param name the name of the scenario, or of the rule
     * @param source the scenario or the rule as JSON that needs no other file; empty for one that was deactivated
     */
    record ScenarioEvent(WorldTime time, Kind kind, String name, String source) implements WorldEvent {
        /** What happened to the scenario. */
        public enum Kind {
            /** It became active, with counters at 0. */
            ACTIVATED,
            /** A new version took its place. */
            RELOADED,
            /** It is no longer active. */
            DEACTIVATED,
            /** A single rule was added. */
            INSTALLED;

            /** The name in a recording. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        @Override
        public long bytes() {
            return FIXED_BYTES + name.length() + MemoryBudget.ofArray(source.length());
        }
    }

    /**
     * Requests from now on name these scenarios for themselves.
     *
     * @param header the text of the header that names them
     * @param sources the scenarios as JSON
     */
    record ScenariosNamed(WorldTime time, String header, List<String> sources) implements WorldEvent {
        public ScenariosNamed {
            sources = List.copyOf(sources);
        }

        @Override
        public long bytes() {
            return FIXED_BYTES
                    + header.length()
                    + sources.stream()
                            .mapToLong(source -> MemoryBudget.ofArray(source.length()))
                            .sum();
        }
    }

    /**
     * A provider changed its state by itself.
     *
     * @param values the subject and the options by name: texts and numbers
     */
    record Change(WorldTime time, Map<String, Object> values) implements WorldEvent {
        public Change {
            values = Map.copyOf(values);
        }

        @Override
        public long bytes() {
            return FIXED_BYTES
                    + values.entrySet().stream()
                            .mapToLong(one -> (long) one.getKey().length()
                                    + String.valueOf(one.getValue()).length())
                            .sum();
        }
    }
}
