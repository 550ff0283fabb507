package dev.hostdouble.saved;

import java.io.IOException;

/** How the worlds of a process are kept from one run to the next. */
public interface StateSaver {
    /**
     * Saves what has changed.
     *
     * @throws IOException if something cannot be saved; what was saved before is still there
     */
    void checkpoint() throws IOException;

    /**
     * Saves for the last time, and lets others use the worlds.
     *
     * @throws IOException as {@link #checkpoint}
     */
    void end() throws IOException;
}
