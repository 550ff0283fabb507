package dev.hostdouble.world;

import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.core.MemoryBudget.Account;

/** The memory, or the number of worlds, is used up. The message says which, and what to do. */
public final class NoRoomException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final long MEBIBYTE = 1 << 20;

    private NoRoomException(String message) {
        super(message);
    }

    /** The limit of worlds is reached. */
    static NoRoomException tooManyWorlds(int max) {
        return new NoRoomException(
                "too many worlds: at most " + max + "; delete one with DELETE /_emulator/worlds/{name}");
    }

    /**
     * The memory is used up.
     *
     * @param what the thing that needs room, such as {@code "a new world"}
     */
    public static NoRoomException memory(String what, MemoryBudget memory) {
        String largest = memory.largest()
                .map(account -> "; '" + account.name() + "' keeps most, " + mebibytes(account))
                .orElse("");
        return new NoRoomException("no memory for " + what + ": the worlds keep " + mebibytes(memory.kept()) + " of "
                + mebibytes(memory.most()) + largest
                + "; delete worlds with DELETE /_emulator/worlds/{name}, give the server a larger heap (-Xmx),"
                + " or start it with --evict-worlds");
    }

    private static String mebibytes(Account account) {
        return mebibytes(account.kept());
    }

    private static String mebibytes(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE + " MiB";
    }
}
