package dev.hostdouble.world;

import dev.hostdouble.provider.StartState;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The state that a world starts with, and goes back to at a reset.
 *
 * @param states of all providers
 * @param own the texts of start states that are not the shipped ones, by file name
 * @param shipped the texts of the shipped start states, by file name
 * @param reader reads other texts
 */
public record WorldStart(List<StartState> states, Map<String, String> own, Map<String, String> shipped, Reader reader) {
    public WorldStart {
        states = states.stream().map(PreparedStart::of).toList();
        own = Map.copyOf(own);
        shipped = Map.copyOf(shipped);
    }

    /** Reads the texts of start states. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads the start states of all providers.
         *
         * @param own the texts of those that are not the shipped ones, by file name
         * @param shipped the texts of the shipped ones, by file name
         * @throws InvalidFileException naming file and line of what is wrong
         */
        WorldStart read(Map<String, String> own, Map<String, String> shipped) throws InvalidFileException, IOException;
    }

    /**
     * This start if it has these texts, and else the one that its reader reads from them.
     *
     * @throws InvalidFileException naming file and line of what is wrong
     */
    public WorldStart with(Map<String, String> otherOwn, Map<String, String> otherShipped)
            throws InvalidFileException, IOException {
        return otherOwn.equals(own) && otherShipped.equals(shipped) ? this : reader.read(otherOwn, otherShipped);
    }

    /** A start whose texts nobody needs: no world is saved. */
    static WorldStart of(List<StartState> states) {
        return new WorldStart(states, Map.of(), Map.of(), (own, shipped) -> {
            throw new IOException("no start states can be read here");
        });
    }
}
