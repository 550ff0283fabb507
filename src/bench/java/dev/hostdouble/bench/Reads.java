package dev.hostdouble.bench;

import static dev.hostdouble.bench.Report.row;

/** A bare Javalin constant against server.status. */
final class Reads {
    private Reads() {}

    static void run(Setting setting) throws Exception {
        // Short rounds and many of them: noise comes and goes within seconds.
        long millis = setting.quick() ? 500 : 1000;
        int many = 3 * setting.rounds();
        try (LoadProcess load = new LoadProcess(setting.jdk());
                Server constant =
                        Server.constant(setting.jdk(), setting.flags()).await(Constant.PATH);
                Server hostdouble =
                        Server.hostdouble(setting.jdk(), setting.flags()).await(Setting.STATUS)) {
            for (int connections : new int[] {16, 1}) {
                Reading bare = new Reading(load, constant, Constant.PATH, connections);
                Reading status = new Reading(load, hostdouble, Setting.STATUS, connections);
                Sample ratio = new Sample();
                Sample work = new Sample();
                bare.round(5 * millis);
                status.round(5 * millis);
                bare.clear();
                status.clear();
                for (int i = 0; i < many; i++) {
                    bare.round(millis);
                    status.round(millis);
                    ratio.add(status.perSecond.last() / bare.perSecond.last());
                    work.add(status.processor.last() / bare.processor.last());
                }
                bare.print("constant, " + connections + " connections");
                status.print("server.status, " + connections + " connections");
                row("  of the constant", ratio.text("%.2f") + " as many, " + work.text("%.2f") + " times the work");
            }
        }
    }

    /** One path under load, round after round. */
    private static final class Reading {
        private final LoadProcess load;
        private final Server server;
        private final String path;
        private final int connections;
        private Sample perSecond = new Sample();
        private Sample processor = new Sample();
        private Sample p50 = new Sample();
        private Sample p99 = new Sample();

        Reading(LoadProcess load, Server server, String path, int connections) {
            this.load = load;
            this.server = server;
            this.path = path;
            this.connections = connections;
        }

        void round(long millis) throws Exception {
            long before = server.processorNanos();
            LoadProcess.Result result = load.forMillis(server, path, connections, millis);
            perSecond.add(result.perSecond());
            processor.add((server.processorNanos() - before) / 1e3 / result.requests());
            p50.add(result.p50());
            p99.add(result.p99());
        }

        void clear() {
            perSecond = new Sample();
            processor = new Sample();
            p50 = new Sample();
            p99 = new Sample();
        }

        void print(String what) {
            row(what, perSecond.text("%.0f") + " a second");
            row("  latency, ms", "p50 " + p50.text("%.2f") + " p99 " + p99.text("%.2f"));
            row("  processor time, us", processor.text("%.1f"));
        }
    }
}
