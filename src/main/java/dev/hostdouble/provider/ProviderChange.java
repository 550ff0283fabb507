package dev.hostdouble.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kind of change that a provider makes to its state by itself, without a call: everything that is known of it without a
 * world. A change is written as {@code {hosterapi/vm: 4001, state: stopped}}.
 *
 * @param provider the name of the provider
 * @param subject the name of what it changes
 * @param value what names the one that it changes
 * @param options what it does
 * @param choices which options it needs, and which exclude each other
 * @param description what it does, in one sentence
 */
public record ProviderChange(
        String provider,
        String subject,
        ChangeValue value,
        List<Option> options,
        List<Choice> choices,
        String description) {

    public ProviderChange {
        options = List.copyOf(options);
        choices = List.copyOf(choices);
    }

    /** An option, such as {@code state}. */
    public record Option(String name, ChangeValue value) {}

    /**
     * Options that exclude each other.
     *
     * @param required whether one of them must be given
     */
    public record Choice(List<String> options, boolean required) {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** A kind of change without options. */
    public static ProviderChange of(String provider, String subject, ChangeValue value, String description) {
        return new ProviderChange(provider, subject, value, List.of(), List.of(), description);
    }

    /** An option with its values. */
    public static Option option(String name, ChangeValue value) {
        return new Option(name, value);
    }

    /** An option that can only be {@code true}. */
    public static Option yes(String name) {
        return option(name, ChangeValue.words("true"));
    }

    /** An option that is {@code true} or {@code false}. */
    public static Option flag(String name) {
        return option(name, ChangeValue.words("true", "false"));
    }

    /** The same with options of which exactly one is needed. */
    public ProviderChange needs(Option... oneOf) {
        return with(List.of(oneOf), Optional.of(true));
    }

    /** The same with an option that may be left out. */
    public ProviderChange takes(Option option) {
        return with(List.of(option), Optional.empty());
    }

    /** The same with options of which at most one may be given. */
    public ProviderChange takesOne(Option... oneOf) {
        return with(List.of(oneOf), Optional.of(false));
    }

    private ProviderChange with(List<Option> more, Optional<Boolean> required) {
        List<Option> allOptions = new ArrayList<>(options);
        allOptions.addAll(more);
        List<Choice> allChoices = new ArrayList<>(choices);
        List<String> names = more.stream().map(Option::name).toList();
        required.ifPresent(must -> allChoices.add(new Choice(names, must)));
        return new ProviderChange(provider, subject, value, allOptions, allChoices, description);
    }

    /** What a change of this kind names its subject by: {@code <provider>/<subject>}. */
    public String key() {
        return provider + "/" + subject;
    }
}
