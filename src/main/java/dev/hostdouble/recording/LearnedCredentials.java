package dev.hostdouble.recording;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.provider.Provider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the stand-ins of a masked recording stand for while it is played. Those of the start state and of clients stand for
 * themselves. One that a provider issued stands for what the provider issues now, in later requests and replies too.
 */
public final class LearnedCredentials {
    private final List<Provider> providers;
    private final Substitutes learned = new Substitutes();
    private final Set<String> sent = new HashSet<>();
    private final CredentialSwap swap;

    /** Knows nothing but the credentials of the start states. */
    public LearnedCredentials(Recording recording, List<Provider> providers) {
        this.providers = providers;
        this.swap = new CredentialSwap(providers, text -> learned.get(text).orElse(text), learned);
        CredentialSwap fixed = collector(new ArrayList<>(), true);
        recording.startStates().forEach(fixed::inState);
        recording.shippedStates().forEach(fixed::inState);
    }

    /** Returns an event with the credentials that a client would use now. */
    public WorldEvent in(WorldEvent event) {
        return swap.in(event);
    }

    /** Returns a request with the credentials that a client would use now. */
    public Request in(String operation, Request request) {
        List<String> own = new ArrayList<>();
        collector(own, false).in(operation, request);
        sent.clear();
        sent.addAll(own);
        return swap.in(operation, request);
    }

    /** Returns a recorded reply as it must be now; learns from the actual one what the provider issued. */
    public Reply in(String operation, Reply recorded, Reply actual) {
        List<String> standIns = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        collector(standIns, false).in(operation, recorded);
        collector(texts, false).in(operation, actual);
        for (int i = 0; i < standIns.size() && standIns.size() == texts.size(); i++) {
            learn(standIns.get(i), texts.get(i));
        }
        return swap.in(operation, recorded);
    }

    private void learn(String standIn, String actual) {
        boolean isIssuedNow = learned.get(standIn).isEmpty() && !sent.contains(standIn);
        if (isIssuedNow && isAlike(standIn, actual)) {
            learned.put(standIn, actual);
        }
    }

    /** Whether one could be a stand-in for the other: of the same length, with letters and digits in the same places. */
    private static boolean isAlike(String standIn, String actual) {
        if (standIn.length() != actual.length()) {
            return false;
        }
        for (int i = 0; i < standIn.length(); i++) {
            if (kind(standIn.charAt(i)) != kind(actual.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int kind(char c) {
        return c >= '0' && c <= '9'
                ? '0'
                : Substitutes.isLetterOrDigit(c) ? (c >= 'a' ? 'a' : 'A') : c < 0x80 ? c : 0x80;
    }

    private CredentialSwap collector(List<String> found, boolean isFixed) {
        return new CredentialSwap(
                providers,
                text -> {
                    found.add(text);
                    if (isFixed) {
                        learned.put(text, text);
                    }
                    return text;
                },
                new Substitutes());
    }
}
