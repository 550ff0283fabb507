package dev.hostdouble.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Explorations that no client has made, for tests of their reports. */
final class Explorations {
    /** Characters that some format gives a meaning, and some that none can show. */
    static final String NASTY =
            "\"q\" 'a' <b> & ]]> {x} [y](z) \\ $(id) \u00e4\u00f6\u00fc \ud83d\ude00 \u001b[31m \u0000 \u202e \ud800 \ufffe end";

    static final String CREATE = "hosterapi/server.create";
    static final String LIST = "hosterapi/server.list";

    private Explorations() {}

    static Fault fault(String name, int danger) {
        return new Fault(
                name,
                "{ lose_reply: true }",
                List.of(),
                "takes effect, but its reply is lost",
                danger,
                true,
                Blame.ALL);
    }

    static PlacedFault lostReply() {
        return new PlacedFault(fault("lost-reply", 1), new CallSite(CREATE, 1));
    }

    static PlacedFault staleList() {
        return new PlacedFault(fault("stale", 8), new CallSite(LIST, 2));
    }

    static ClientExit exit(int code, String output) {
        return new ClientExit(OptionalInt.of(code), Duration.ofMillis(1234), output);
    }

    static ClientExit stopped() {
        return new ClientExit(OptionalInt.empty(), Duration.ofSeconds(60), "waiting\n");
    }

    static List<CallLine> calls() {
        return List.of(
                new CallLine(1, LIST, "GET /api/v1/datacenter/server", "200 some", false),
                new CallLine(2, CREATE, "POST /api/v1/datacenter/server", "no reply", true),
                new CallLine(3, CREATE, "POST /api/v1/datacenter/server", "200 ok", false),
                new CallLine(4, LIST, "GET /api/v1/datacenter/server", "200 some", false));
    }

    static TrialResult result(Trial trial, Verdict verdict) {
        return new TrialResult(
                trial,
                verdict,
                List.of(),
                "the client did something: " + verdict.word(),
                verdict.isFinding() ? "A robust client does something else." : "",
                "scenario: explore/one\nrules:\n  - on: " + CREATE + "\n    effect: { lose_reply: true }\n",
                calls(),
                4,
                verdict == Verdict.HANG ? stopped() : exit(verdict == Verdict.OK ? 0 : 1, "one\ntwo\n"),
                verdict == Verdict.DUPLICATE ? List.of("7.00 EUR") : List.of());
    }

    static Undisturbed undisturbed() {
        return new Undisturbed(
                calls().stream()
                        .map(call -> new CallLine(call.number(), call.operation(), call.request(), "200 ok", false))
                        .toList(),
                List.of("server 4004 made"),
                exit(0, "done\n"),
                List.of(),
                List.of());
    }

    /** Nothing found: a lost reply recovered, a list without effect. */
    static Exploration sound() {
        return of(List.of(result(Trial.of(lostReply()), Verdict.OK), result(Trial.of(staleList()), Verdict.NO_EFFECT)));
    }

    /** Each verdict once, with a fault of its own, and a pair that leaks. */
    static Exploration everyVerdict() {
        List<TrialResult> results = new ArrayList<>();
        int danger = 1;
        for (Verdict verdict : Verdict.values()) {
            Fault fault = fault("fault-" + verdict.word().replace('_', '-'), danger++);
            results.add(result(Trial.of(new PlacedFault(fault, new CallSite(CREATE, 1))), verdict));
        }
        results.add(result(new Trial(List.of(lostReply(), staleList())), Verdict.LEAK));
        return of(results);
    }

    /** A finding whose texts are all {@link #NASTY}. */
    static Exploration nasty() {
        TrialResult result = new TrialResult(
                Trial.of(lostReply()),
                Verdict.CRASH,
                List.of(Verdict.HAMMER),
                NASTY,
                NASTY,
                "# " + NASTY + "\n",
                List.of(new CallLine(1, CREATE, NASTY, NASTY, true)),
                1,
                exit(139, NASTY + "\n" + "x".repeat(1 << 20) + "\nthe last line " + NASTY + "\n"),
                List.of(NASTY));
        return new Exploration(
                List.of("./client", NASTY),
                List.of("--clock", "step:5s"),
                new Undisturbed(
                        List.of(new CallLine(1, CREATE, NASTY, NASTY, false)),
                        List.of(NASTY),
                        exit(0, NASTY),
                        List.of(NASTY),
                        List.of(NASTY)),
                List.of(result),
                List.of(new Finding(1, result, List.of(NASTY))),
                3,
                Duration.ofSeconds(45));
    }

    /** With a finding for each result that is one, in the order of the verdicts. */
    static Exploration of(List<TrialResult> results) {
        List<Finding> findings = new ArrayList<>();
        Arrays.stream(Verdict.values())
                .filter(Verdict::isFinding)
                .flatMap(verdict -> results.stream().filter(result -> result.verdict() == verdict))
                .forEach(result -> findings.add(new Finding(findings.size() + 1, result, List.of())));
        return new Exploration(
                List.of("./client.py", "order", "a name"),
                List.of("--clock", "step:5s"),
                undisturbed(),
                results,
                findings,
                0,
                Duration.ofSeconds(45));
    }
}
