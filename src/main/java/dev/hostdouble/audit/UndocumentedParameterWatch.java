package dev.hostdouble.audit;

import dev.hostdouble.audit.SentParams.Field;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.yaml.NearestName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code undocumented-parameter}. */
final class UndocumentedParameterWatch implements CallWatch {
    /** Shorter names are near to many others. */
    private static final int SHORTEST_SLIP = 4;

    private static final int MOST_SLIPS = 2;
    private static final int MOST_IN_A_CALL = 20;

    /** What does not look like a name may be a credential that was sent without a name, so it is not shown. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.|-]{0,39}(\\[[\\w.|-]{0,40}])*");

    private final Map<String, Set<String>> documented = new HashMap<>();
    private final Tally<Subject> tally = new Tally<>();
    private final Findings findings;

    UndocumentedParameterWatch(Findings findings) {
        this.findings = findings;
    }

    /** @param meant the documented parameter that the client probably meant; empty if none is near */
    private record Subject(String operation, String name, String meant) {}

    @Override
    public void see(SeenCall call) {
        Operation operation = call.operation();
        // A call that the provider did not understand says nothing about its parameters.
        if (operation.isUnknown() || call.params().fields().isEmpty()) {
            return;
        }
        Set<String> known = documented.computeIfAbsent(operation.id(), id -> documented(operation));
        Predicate<String> secret = call.credentialNames();
        List<Field> fields = call.params().fields();
        Set<String> sent = fields.stream().map(Field::name).collect(Collectors.toSet());
        fields.stream()
                .filter(UndocumentedParameterWatch::isNamed)
                .map(Field::name)
                .distinct()
                .filter(name -> !isKnown(name, known) && !secret.test(name))
                .sorted()
                .limit(MOST_IN_A_CALL)
                .forEach(name -> tally.add(
                        new Subject(
                                operation.id(),
                                Excerpt.of(name),
                                meant(name, operation.parameterNames(), sent).orElse("")),
                        call));
    }

    private static boolean isNamed(Field field) {
        return !field.value().replace("=", "").isEmpty()
                && NAME.matcher(field.name()).matches();
    }

    private static Set<String> documented(Operation operation) {
        return Stream.of(
                        operation.parameterNames().stream()
                                .flatMap(name -> Stream.of(name.split("\\|", -1)))
                                .flatMap(name -> Stream.of(name, base(name))),
                        operation.path().names().stream(),
                        // PHP modules take their action, and the token, like any parameter.
                        operation.isAction() ? Stream.of("action", "token") : Stream.<String>empty())
                .flatMap(names -> names)
                .filter(name -> !name.equals("params"))
                .collect(Collectors.toSet());
    }

    /** {@code ips[0]} is one of {@code ips[]}; {@code params[a][1]} is one of {@code params[a][]}. */
    private static boolean isKnown(String name, Set<String> known) {
        return known.contains(name)
                || known.contains(name.replaceAll("\\[\\d*\\]$", "[]"))
                || known.contains(name + "[]")
                || (!name.startsWith("params[") && known.contains(base(name)));
    }

    private static String base(String name) {
        int open = name.indexOf('[');
        return open < 0 ? name : name.substring(0, open);
    }

    /** The documented parameter that the call lacks and that is spelt almost like this one. */
    private static Optional<String> meant(String name, Collection<String> documented, Set<String> sent) {
        List<String> lacking =
                documented.stream().filter(known -> !sent.contains(known)).toList();
        return NearestName.nearest(name, lacking)
                .filter(near -> Math.min(near.length(), name.length()) >= SHORTEST_SLIP
                        && near.charAt(0) == name.charAt(0)
                        && NearestName.distance(name, near) <= MOST_SLIPS);
    }

    @Override
    public void end() {
        tally.forEach((subject, calls) -> {
            boolean isSlip = !subject.meant().isEmpty();
            findings.add(
                    isSlip ? Severity.WARNING : Severity.INFO,
                    subject.operation(),
                    calls.first(),
                    "the client sent the parameter " + subject.name() + ", which no page documents for this operation"
                            + (isSlip ? "; it probably means " + subject.meant() : ""),
                    calls.text() + " with " + subject.name());
        });
    }
}
