package dev.hostdouble.audit;

import dev.hostdouble.audit.SentParams.Field;
import dev.hostdouble.core.Excerpt;
import java.util.function.Predicate;

/** {@code secret-in-url}. */
final class SecretInUrlWatch implements CallWatch {
    private final Tally<Subject> tally = new Tally<>();
    private final Findings findings;

    SecretInUrlWatch(Findings findings) {
        this.findings = findings;
    }

    private record Subject(String operation, String name) {}

    @Override
    public void see(SeenCall call) {
        if (call.request().query().isEmpty()) {
            return;
        }
        Predicate<String> secret = call.credentialNames();
        call.params().fields().stream()
                .filter(Field::isInQuery)
                .filter(field -> !field.value().isEmpty() && secret.test(field.name()) && !belongsThere(call, field))
                .map(field -> Excerpt.of(field.name()))
                .distinct()
                .forEach(name -> tally.add(new Subject(call.operation().id(), name), call));
    }

    /** Whether the provider itself expects it in the query, because it has no other place. */
    private static boolean belongsThere(SeenCall call, Field field) {
        return call.operation().method().equals("GET") && call.operation().hasParameter(field.name());
    }

    @Override
    public void end() {
        tally.forEach((subject, calls) -> findings.add(
                subject.operation(),
                calls.first(),
                "the client sent the credential " + subject.name() + " in the query of the URL",
                calls.text() + " with " + subject.name() + " in the query"));
    }
}
