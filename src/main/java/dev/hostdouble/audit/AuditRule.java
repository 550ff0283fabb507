package dev.hostdouble.audit;

import java.util.function.Function;

/** One thing that the calls of a session can show about their client. */
public final class AuditRule {
    private final String id;
    private final Severity severity;
    private final String wrong;
    private final String advice;
    private final boolean isAboutTime;
    private final Function<Findings, CallWatch> watch;

    private AuditRule(
            String id,
            Severity severity,
            String wrong,
            String advice,
            boolean isAboutTime,
            Function<Findings, CallWatch> watch) {
        this.id = id;
        this.severity = severity;
        this.wrong = wrong;
        this.advice = advice;
        this.isAboutTime = isAboutTime;
        this.watch = watch;
    }

    static AuditRule of(
            String id, Severity severity, String wrong, String advice, Function<Findings, CallWatch> watch) {
        return new AuditRule(id, severity, wrong, advice, false, watch);
    }

    /** The same rule, which needs to know how fast the client was. */
    AuditRule aboutTime() {
        return new AuditRule(id, severity, wrong, advice, true, watch);
    }

    /** Its name, such as {@code order-repeated}. */
    public String id() {
        return id;
    }

    /** The severity of its findings; some of them may be less severe. */
    public Severity severity() {
        return severity;
    }

    /** What is wrong, as a sentence. */
    public String wrong() {
        return wrong;
    }

    /** What a robust client does, as a sentence. */
    public String advice() {
        return advice;
    }

    /** Whether it needs to know how fast the client was. */
    public boolean isAboutTime() {
        return isAboutTime;
    }

    CallWatch watch(Findings findings) {
        return watch.apply(findings);
    }
}
