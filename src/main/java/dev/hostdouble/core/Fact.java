package dev.hostdouble.core;

import java.util.List;

/**
 * Something that answers rest on although the page of their operation does not show it. Each provider lists its facts in
 * an enum; {@code docs/fidelity.md} is made from these lists.
 */
public interface Fact {
    /** The name of the constant. */
    String name();

    /** What identifies it among the facts of all providers, such as {@code HosterFact.REVERSE_DNS}. */
    default String key() {
        return getClass().getSimpleName() + "." + name();
    }

    /** What is known of it. */
    Details details();

    /** The operations whose answers may rest on it: names within the provider, such as {@code server.delete}, or globs. */
    default List<String> operations() {
        return details().operations();
    }

    /** {@link Evidence#OBSERVED} or {@link Evidence#ASSUMED}. */
    default Evidence evidence() {
        return details().evidence();
    }

    /** What the provider is said to do, as a clause without a full stop, such as {@code a backup contains the password}. */
    default String statement() {
        return details().statement();
    }

    /** Where it was observed, or why it is assumed; empty if nothing suggests it. */
    default String source() {
        return details().source();
    }

    /** What is known of a fact. */
    record Details(Evidence evidence, String statement, String source, List<String> operations) {
        public Details {
            operations = List.copyOf(operations);
        }

        /**
         * The details of a fact.
         *
         * @param operations with blanks between them
         */
        public static Details of(Evidence evidence, String statement, String source, String operations) {
            return new Details(evidence, statement, source, List.of(operations.split(" ", -1)));
        }
    }
}
