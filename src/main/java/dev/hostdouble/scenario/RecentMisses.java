package dev.hostdouble.scenario;

import dev.hostdouble.scenario.effect.PropertyValue;
import dev.hostdouble.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last few calls that a rule did not apply to. Noting one costs no memory, because rules mostly miss. */
final class RecentMisses {
    private static final int SIZE = 5;
    private static final int LONGEST = 200;

    private final long[] calls = new long[SIZE];
    private final Object[] reasons = new Object[SIZE];
    private final @Nullable PropertyValue[] values = new PropertyValue[SIZE];
    private int next;

    /** A call, and why the rule did not apply to it. */
    record Miss(long call, String why) {}

    /** Notes a call that fails a condition. */
    void add(long call, Condition condition, PropertyValue actual) {
        put(call, condition, actual);
    }

    /** Notes a call that the rule does not apply to for another reason. */
    void add(long call, String why) {
        put(call, why, null);
    }

    private void put(long call, Object reason, @Nullable PropertyValue value) {
        int at = next % SIZE;
        calls[at] = call;
        reasons[at] = reason;
        values[at] = value;
        next = next + 1 == SIZE * 2 ? SIZE : next + 1;
    }

    /** The calls in order, the latest last. */
    List<Miss> list() {
        List<Miss> list = new ArrayList<>();
        int from = next < SIZE ? 0 : next - SIZE;
        for (int i = from; i < next; i++) {
            int at = i % SIZE;
            PropertyValue value = values[at];
            String why = reasons[at] instanceof Condition condition && value != null
                    ? why(condition, value)
                    : String.valueOf(reasons[at]);
            list.add(new Miss(calls[at], why));
        }
        return list;
    }

    /** Why a value fails a condition. */
    static String why(Condition condition, PropertyValue value) {
        String text = value.text();
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return YamlNode.excerpt(condition.text()) + " does not hold: "
                + (value.present() ? "the call has '" + shown + "'" : "the call has no " + condition.property());
    }
}
