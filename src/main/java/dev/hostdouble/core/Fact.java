package dev.hostdouble.core;

import java.util.List;

/**
 * Something that answers rest on although the page of their operation does not show it. Each provider lists its facts in
 * an enum; {@code docs/fidelity.md} is made from these lists.
 */
public interface Fact {
    /** The name of the constant. */
    String name();

    /** The operations whose answers may rest on it: names within the provider, such as {@code server.delete}, or globs. */
    List<String> operations();

    /** {@link Evidence#OBSERVED} or {@link Evidence#ASSUMED}. */
    Evidence evidence();

    /** What the provider is said to do, as a clause without a full stop, such as {@code a backup contains the password}. */
    String statement();

    /** Where it was observed, or why it is assumed; empty if nothing suggests it. */
    String source();
}
