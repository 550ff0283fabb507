package dev.hostdouble.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Active rules about every operation of the provider, none of which applies: worlds of one server. */
final class RuleAxis implements Axis {
    /** The most rules in one scenario. */
    private static final int MOST = 1000;

    private static final String VALUE = "read, rules with one value to compare (`path.sid: 9000`)";
    private static final Map<String, String> CONDITIONS = new LinkedHashMap<>();

    static {
        CONDITIONS.put(VALUE, "\"path.sid\":%d");
        CONDITIONS.put("read, rules with a test (`path.sid: { gt: 9000 }`)", "\"path.sid\":{\"gt\":%d}");
    }

    private final int calls;
    private final List<Integer> sizes;
    private final Server server;
    private final Connection connection;

    RuleAxis(Options options, Path jdk) throws Exception {
        calls = options.quick() ? 20 : 1000;
        sizes = options.quick() ? List.of(0, 5, 10, 20) : List.of(0, 10, 200, 2000);
        server = Server.start(Target.hostdouble(jdk, options.flags())).await();
        connection = new Connection(server.port());
        for (int rules : sizes) {
            for (Map.Entry<String, String> kind : CONDITIONS.entrySet()) {
                String scenarios = world(kind.getKey(), rules) + "/_emulator/scenarios";
                for (int from = 0; from < rules; from += MOST) {
                    String text = scenario(from, Math.min(rules, from + MOST), kind.getValue());
                    connection.call(Call.control("POST", scenarios, text));
                }
            }
        }
    }

    @Override
    public String name() {
        return "active rules";
    }

    @Override
    public List<Integer> sizes() {
        return sizes;
    }

    @Override
    public Map<String, String> plotted() {
        return Map.of(VALUE, "rules: a read");
    }

    @Override
    public Map<String, Double> measure(int size) throws Exception {
        Map<String, Double> took = new LinkedHashMap<>();
        for (String kind : CONDITIONS.keySet()) {
            byte[] read = Call.READ.in(world(kind, size)).bytes();
            took.put(kind, Axis.median(calls, i -> connection.call(read)));
        }
        return took;
    }

    private static String world(String kind, int rules) {
        return "/_w/" + (kind.equals(VALUE) ? "value-" : "test-") + rules;
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

    @Override
    public void close() throws IOException {
        connection.close();
        server.close();
    }
}
