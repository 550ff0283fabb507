package dev.hostdouble.confidence;

import dev.hostdouble.Providers;
import dev.hostdouble.confidence.Claim.Verdict;
import dev.hostdouble.provider.Provider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is wrong with all claims together. */
final class ClaimsCheck {
    private ClaimsCheck() {}

    /** @param scenarios the names of those that are shipped */
    static List<String> problems(List<Claim> claims, List<String> scenarios) {
        List<String> problems = new ArrayList<>();
        Set<String> sentences = new HashSet<>();
        Set<String> used = new HashSet<>();
        for (Claim claim : claims) {
            if (!sentences.add(claim.sentence())) {
                problems.add("'" + claim.sentence() + "' is there twice");
            }
            used.addAll(claim.scenarios());
        }
        for (String scenario : scenarios) {
            if (!used.contains(scenario)) {
                problems.add("no claim has the scenario " + scenario);
            }
        }
        for (Provider provider : Providers.ALL) {
            for (Verdict verdict : Verdict.values()) {
                if (claims.stream().noneMatch(claim -> claim.verdict() == verdict && isAbout(claim, provider))) {
                    problems.add("no claim about " + provider.name() + " has the verdict "
                            + verdict.name().toLowerCase(Locale.ROOT));
                }
            }
        }
        return problems;
    }

    /** Whether a claim is about this provider, and not about all of them. */
    private static boolean isAbout(Claim claim, Provider provider) {
        return claim.concerns(provider.name())
                && Providers.ALL.stream().anyMatch(other -> !claim.concerns(other.name()));
    }
}
