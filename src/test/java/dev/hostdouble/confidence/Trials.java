package dev.hostdouble.confidence;

import java.util.List;
import java.util.stream.Stream;

/** All trials. */
final class Trials {
    static final List<Trial> ALL = Stream.of(
                    OrderTrials.ALL,
                    HostkeyOrderTrials.ALL,
                    TaskTrials.ALL,
                    PageTrials.ALL,
                    ReplyTrials.ALL,
                    ThreeProviderTrials.ALL)
            .flatMap(List::stream)
            .toList();

    private Trials() {}

    static List<Trial> of(Claim claim) {
        return ALL.stream()
                .filter(trial -> trial.sentence().equals(claim.sentence()))
                .toList();
    }
}
