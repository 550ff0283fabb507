package dev.hostdouble.bench;

import static dev.hostdouble.bench.Report.row;

/** A million reads of one world. */
final class Memory {
    private Memory() {}

    static void run(Setting setting) throws Exception {
        long step = setting.quick() ? 25_000 : 250_000;
        try (LoadProcess load = new LoadProcess(setting.jdk());
                Server hostdouble =
                        Server.hostdouble(setting.jdk(), setting.flags()).await(Setting.STATUS)) {
            for (int i = 0; i <= 4; i++) {
                if (i > 0) {
                    load.requests(hostdouble, Setting.STATUS, 16, step);
                }
                long resident = hostdouble.resident();
                row("after " + i * step + " requests", resident + " MiB resident, " + hostdouble.live() + " MiB live");
            }
        }
    }
}
