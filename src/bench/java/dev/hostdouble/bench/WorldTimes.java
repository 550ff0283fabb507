package dev.hostdouble.bench;

import static dev.hostdouble.bench.Report.row;

/** Worlds made and reset, one after the other. */
final class WorldTimes {
    private WorldTimes() {}

    static void run(Setting setting) throws Exception {
        int count = setting.quick() ? 50 : 300;
        Sample made = new Sample();
        Sample reset = new Sample();
        Latencies madeLatencies = new Latencies();
        Latencies resetLatencies = new Latencies();
        try (Server hostdouble =
                        Server.hostdouble(setting.jdk(), setting.flags()).await(Setting.STATUS);
                Connection connection = new Connection(hostdouble.port())) {
            for (int i = -1; i < setting.rounds(); i++) { // one to warm up
                Latencies madeNow = i < 0 ? new Latencies() : madeLatencies;
                Latencies resetNow = i < 0 ? new Latencies() : resetLatencies;
                double makes = times(count, madeNow, n -> connection.call("PUT", "/_emulator/worlds/w" + n, ""));
                double resets =
                        times(count, resetNow, n -> connection.call("POST", "/_w/w" + n + "/_emulator/reset", ""));
                times(count, new Latencies(), n -> connection.call("DELETE", "/_emulator/worlds/w" + n, ""));
                if (i >= 0) {
                    made.add(makes);
                    reset.add(resets);
                }
            }
        }
        row("a world made, ms", made.text("%.2f"), madeLatencies);
        row("a world reset, ms", reset.text("%.2f"), resetLatencies);
    }

    private interface Repeated {
        void call(int number) throws Exception;
    }

    /** The mean in milliseconds. */
    private static double times(int count, Latencies latencies, Repeated repeated) throws Exception {
        long all = 0;
        for (int n = 0; n < count; n++) {
            long start = System.nanoTime();
            repeated.call(n);
            long took = System.nanoTime() - start;
            latencies.add(took);
            all += took;
        }
        return all / 1e6 / count;
    }
}
