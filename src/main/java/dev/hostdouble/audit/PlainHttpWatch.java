package dev.hostdouble.audit;

import dev.hostdouble.core.Excerpt;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * {@code credential-over-http}. Only hosts that look like those of the internet count: tests reach the server at a local
 * address, or at the name of a container, and then plain HTTP does no harm.
 */
final class PlainHttpWatch implements CallWatch {
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    /** The last labels of names that do not leave a network. */
    private static final Pattern LOCAL_NAME = Pattern.compile("(^|.*\\.)(localhost|local|internal|test|lan|home|svc)");

    private static final Pattern ADDRESS = Pattern.compile("[\\d.]+|\\[.*");

    private final Tally<Subject> tally = new Tally<>();
    private final Findings findings;

    PlainHttpWatch(Findings findings) {
        this.findings = findings;
    }

    private record Subject(String operation, String host) {}

    @Override
    public void see(SeenCall call) {
        String host = PORT.matcher(call.request().authority()).replaceFirst("").toLowerCase(Locale.ROOT);
        if (call.request().scheme().equals("http")
                && isPublic(host)
                && call.credential().isPresent()) {
            tally.add(new Subject(call.operation().id(), Excerpt.of(host)), call);
        }
    }

    private static boolean isPublic(String host) {
        return host.indexOf('.') > 0
                && !LOCAL_NAME.matcher(host).matches()
                && !ADDRESS.matcher(host).matches();
    }

    @Override
    public void end() {
        tally.forEach((subject, calls) -> findings.add(
                subject.operation(),
                calls.first(),
                "the client sent a credential without TLS to the host " + subject.host(),
                calls.text() + " at http://" + subject.host()));
    }
}
