package dev.hostdouble.bench;

/** Says on standard error how far a long run is; its figures go to standard output. */
final class Progress {
    private Progress() {}

    static void say(String what) {
        System.err.println("… " + what);
    }
}
