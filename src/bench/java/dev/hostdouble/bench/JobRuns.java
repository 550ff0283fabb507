package dev.hostdouble.bench;

import static dev.hostdouble.bench.Report.row;

/** server.create and its job to the end, on a clock that each request moves by 2 s: four requests. */
final class JobRuns {
    private JobRuns() {}

    static void run(Setting setting) throws Exception {
        int count = setting.quick() ? 100 : 500;
        String order = "{\"cpuCores\":2,\"mem\":2048,\"disk\":\"50G\",\"template\":\"Debian10.0\",\"ipCount\":1}";
        Sample constantCall = new Sample();
        Sample job = new Sample();
        Sample ratio = new Sample();
        Latencies latencies = new Latencies();
        try (Server constant = Server.constant(setting.jdk(), setting.flags()).await(Constant.PATH);
                Server hostdouble = Server.hostdouble(setting.jdk(), setting.flags(), "--clock", "step:2s")
                        .await(Setting.STATUS);
                Connection bare = new Connection(constant.port());
                Connection connection = new Connection(hostdouble.port())) {
            for (int i = -2; i < setting.rounds(); i++) { // two to warm up
                long start = System.nanoTime();
                for (int n = 0; n < 4 * count; n++) {
                    bare.call("GET", Constant.PATH, "");
                }
                long constantNanos = System.nanoTime() - start;
                connection.call("POST", "/_emulator/reset", "");
                long nanos = 0;
                for (int n = 0; n < count; n++) {
                    start = System.nanoTime();
                    createToTheEnd(connection, order);
                    long took = System.nanoTime() - start;
                    nanos += took;
                    if (i >= 0) {
                        latencies.add(took);
                    }
                }
                if (i >= 0) {
                    constantCall.add(constantNanos / 4e6 / count);
                    job.add(nanos / 1e6 / count);
                    ratio.add((double) constantNanos / nanos);
                }
            }
        }
        row("constant, one request, ms", constantCall.text("%.3f"));
        row("server.create to the end of its job, ms", job.text("%.3f"), latencies);
        row("  of four constants", ratio.text("%.2f"));
    }

    private static void createToTheEnd(Connection connection, String order) throws Exception {
        String ticket = connection.call("POST", "/api/v1/datacenter/server", order);
        String id = ticket.replaceAll(".*\"jobId\":(\\d+).*", "$1");
        String state = ticket;
        for (int polls = 0; !state.contains("\"finished\""); polls++) {
            if (polls == 10) {
                throw new IllegalStateException("the job does not end: " + state);
            }
            state = connection.call("GET", "/api/v1/job/" + id, "");
        }
    }
}
