package dev.hostdouble.bench;

import static dev.hostdouble.bench.Report.row;

import java.util.List;
import java.util.Locale;

/** What active rules cost a read that none of them matches: worlds of one server, in turns. */
final class RuleCosts {
    private static final List<Integer> RULES = List.of(0, 10, 200, 2000);

    /** The most rules in one scenario. */
    private static final int MOST = 1000;

    private RuleCosts() {}

    static void run(Setting setting) throws Exception {
        try (LoadProcess load = new LoadProcess(setting.jdk());
                Server server =
                        Server.hostdouble(setting.jdk(), setting.flags()).await(Setting.STATUS)) {
            measure(setting, load, server, "one value", "\"path.sid\":%d");
            measure(setting, load, server, "a test", "\"path.sid\":{\"gt\":%d}");
        }
    }

    private static void measure(Setting setting, LoadProcess load, Server server, String kind, String condition)
            throws Exception {
        List<Sample> perSecond = samples();
        List<Sample> shares = samples();
        try (Connection connection = new Connection(server.port())) {
            for (int rules : RULES) {
                String scenarios = world(kind, rules) + "/_emulator/scenarios";
                for (int from = 0; from < rules; from += MOST) {
                    connection.call("POST", scenarios, scenario(from, Math.min(rules, from + MOST), condition));
                }
            }
        }
        for (int round = -2; round < 3 * setting.rounds(); round++) {
            for (int i = 0; i < RULES.size(); i++) {
                String path = world(kind, RULES.get(i)) + Setting.STATUS;
                double rate = load.forMillis(server, path, 1, setting.quick() ? 300 : 1000)
                        .perSecond();
                if (round >= 0) {
                    perSecond.get(i).add(rate);
                    shares.get(i).add(rate / perSecond.get(0).last());
                }
            }
        }
        for (int i = 0; i < RULES.size(); i++) {
            row(
                    String.format(Locale.ROOT, "%d rules, each with %s", RULES.get(i), kind),
                    perSecond.get(i).text("%.0f") + " a second, "
                            + shares.get(i).text("%.2f") + " of none");
        }
    }

    private static String world(String kind, int rules) {
        return "/_w/" + kind.replace(' ', '-') + "-" + rules;
    }

    private static List<Sample> samples() {
        return RULES.stream().map(rules -> new Sample()).toList();
    }

    private static String scenario(int from, int to, String condition) {
        StringBuilder text = new StringBuilder("{\"scenario\":\"idle-" + from + "\",\"rules\":[");
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ",")
                    .append("{\"on\":\"hosterapi/*\",\"when\":{")
                    .append(String.format(Locale.ROOT, condition, 9000 + i))
                    .append("},\"effect\":{\"error\":\"0xa3\"}}");
        }
        return text + "]}";
    }
}
