package dev.hostdouble.client;

import java.util.Map;

/** How often something is expected. */
public final class Times {
    private final Map<String, Long> members;

    private Times(Map<String, Long> members) {
        this.members = members;
    }

    /** Exactly this often. */
    public static Times exactly(long times) {
        return new Times(Map.of("times", times));
    }

    /** Once. */
    public static Times once() {
        return exactly(1);
    }

    /** Never. */
    public static Times never() {
        return exactly(0);
    }

    /** This often or more. */
    public static Times atLeast(long times) {
        return new Times(Map.of("least", times));
    }

    /** This often or less. */
    public static Times atMost(long times) {
        return new Times(Map.of("most", times));
    }

    /** From {@code least} to {@code most}. */
    public static Times between(long least, long most) {
        return new Times(Map.of("least", least, "most", most));
    }

    Map<String, Long> members() {
        return members;
    }
}
