package dev.hostdouble.sequence;

import java.util.List;

/** What a scenario does to the job that a call starts. The call names it in the header {@link #HEADER}. */
enum Fault {
    NONE(""),
    FAIL("fail: " + Fault.TEXT + ", at: 0.4"),
    LATE_FAIL("fail: " + Fault.TEXT + ", at: 0.9"),
    HOLD("hold: 0.4"),
    VANISH("vanish: true"),
    FINISH("finish: true"),
    SLOW("slow: 3");

    static final String HEADER = "Job-Fault";

    /** The output of a job that fails by a fault. */
    static final String TEXT = "broken";

    private final String effect;

    Fault(String effect) {
        this.effect = effect;
    }

    /** A scenario with a rule for each fault. */
    static String scenario(List<String> operations) {
        StringBuilder yaml = new StringBuilder("scenario: faults\nrules:\n");
        for (Fault fault : values()) {
            if (fault != NONE) {
                yaml.append("  - on: [").append(String.join(", ", operations)).append("]\n");
                yaml.append("    when: { header.")
                        .append(HEADER)
                        .append(": ")
                        .append(fault.name())
                        .append(" }\n");
                yaml.append("    effect: { job: { ").append(fault.effect).append(" } }\n");
            }
        }
        return yaml.toString();
    }

    /** The steps of a job with this fault. A job that vanishes has none. */
    ModelJob.Steps of(ModelJob.Steps own) {
        return switch (this) {
            case NONE, VANISH -> own;
            case FAIL -> own.failing(0.4, TEXT);
            case LATE_FAIL -> own.failing(0.9, TEXT);
            case HOLD -> own.holding(0.4);
            case FINISH -> own.atOnce();
            case SLOW -> own.stretched(3);
        };
    }
}
