package dev.hostdouble.bench;

import static dev.hostdouble.bench.Report.row;

import java.util.List;

/** From the start of the process to the first answer; no JVM flags, as users type it. */
final class Starts {
    private Starts() {}

    static void run(Setting setting) throws Exception {
        Sample constant = new Sample();
        Sample hostdouble = new Sample();
        Sample ratio = new Sample();
        for (int i = 0; i < setting.rounds(); i++) {
            constant.add(firstAnswer(Server.constant(setting.jdk(), List.of()), Constant.PATH));
            hostdouble.add(firstAnswer(Server.hostdouble(setting.jdk(), List.of()), Setting.STATUS));
            ratio.add(hostdouble.last() / constant.last());
        }
        row("constant, start to first answer, ms", constant.text("%.0f"));
        row("plain jar, start to first answer, ms", hostdouble.text("%.0f"));
        row("  of the constant", ratio.text("%.2f") + " times");
    }

    private static double firstAnswer(Server server, String path) throws Exception {
        try {
            server.await(path);
            return server.ageMillis();
        } finally {
            server.kill();
        }
    }
}
