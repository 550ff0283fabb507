package dev.hostdouble.scenario;

import dev.hostdouble.core.Handshake;
import dev.hostdouble.core.TlsFault;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.effect.TlsEffect;
import dev.hostdouble.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Rules about TLS handshakes: {@code on: tls}. They look at nothing but their order, their number and the time. */
final class Handshakes {
    /** What a rule about handshakes cannot have, and why not. */
    private static final List<String> OF_CALLS = List.of("when", "per");

    private Handshakes() {}

    /** Whether the text of {@code on} names handshakes. */
    static boolean isNamed(YamlNode on) {
        return on.items().stream().anyMatch(item -> item.json().asText().equals(TlsEffect.KIND));
    }

    /** What {@code on} may name. */
    static List<Operation> known(YamlNode on, List<Operation> operations) {
        if (!isNamed(on)) {
            return operations;
        }
        List<Operation> known = new ArrayList<>(List.of(TlsEffect.HANDSHAKE));
        if (on.items().size() > 1) {
            known.addAll(operations); // it is refused for this alone
        }
        return known;
    }

    /** Refuses what a rule about handshakes cannot have; returns whether its effects can be read. */
    static boolean check(YamlNode rule) {
        boolean isReadable = rule.get("on").items().size() == 1;
        if (!isReadable) {
            rule.get("on").problem("'tls' is about TLS handshakes, not calls: expected it alone, in a rule of its own");
        }
        for (String key : OF_CALLS) {
            if (rule.has(key)) {
                rule.get(key)
                        .problem("a TLS handshake has no properties of a call: leave out '" + key
                                + "'; the host of the handshake selects the world");
            }
        }
        for (YamlNode effect : rule.get("effect").items()) {
            for (String key : effect.keys()) {
                if (!key.equals(TlsEffect.KIND)) {
                    isReadable = false;
                    effect.get(key)
                            .problem("'" + YamlNode.excerpt(key)
                                    + "' cannot change a TLS handshake: expected { tls: expired | not_yet_valid"
                                    + " | wrong_host | untrusted | cut }");
                }
            }
        }
        return isReadable;
    }

    /** Refuses a rule about calls that waits for one about handshakes: a recording has calls only. */
    static void checkAfter(YamlNode node, Optional<String> after, List<Rule> before) {
        before.stream()
                .filter(earlier -> isAbout(earlier) && after.equals(Optional.of(earlier.name())))
                .forEach(earlier -> node.get("after")
                        .problem("a rule about calls cannot come after one about TLS handshakes,"
                                + " because a replay has none"));
    }

    /** The operations that a rule matches. */
    static List<Operation> matched(Rule rule, List<Operation> operations) {
        return isAbout(rule)
                ? List.of(TlsEffect.HANDSHAKE)
                : operations.stream()
                        .filter(operation -> rule.matches(operation.id()))
                        .toList();
    }

    /** Whether a rule is about handshakes. */
    static boolean isAbout(Rule rule) {
        return rule.effects().stream().anyMatch(TlsEffect.class::isInstance);
    }

    /**
     * Counts a handshake for the rules of a world that match it; the first of them that is chosen makes it fail.
     *
     * @param elapsed the time of the world
     * @param applied runs with what happened, once the client is about to see it
     */
    static Handshake begin(List<ActiveScenario> scenarios, Duration elapsed, Consumer<HandshakeHit> applied) {
        Optional<Handshake> failed = Optional.empty();
        for (ActiveScenario scenario : scenarios) {
            for (ActiveRule active : scenario.rules()) {
                if (isAbout(active.rule()) && active.beginHandshake(elapsed) && failed.isEmpty()) {
                    TlsFault fault = ((TlsEffect) active.rule().effects().get(0)).fault();
                    failed = Optional.of(
                            new Handshake(Optional.of(fault), () -> applied.accept(new HandshakeHit(active, fault))));
                }
            }
        }
        return failed.orElse(Handshake.INTACT);
    }
}
