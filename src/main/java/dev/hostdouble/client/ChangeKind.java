package dev.hostdouble.client;

import java.util.List;

/**
 * Something that a provider can change by itself.
 *
 * @param change its key, such as {@code hosterapi/vm}
 * @param value what its value may be, in words
 * @param oneOf options of which exactly one is needed
 * @param atMostOneOf options that exclude each other
 */
public record ChangeKind(
        String change,
        String value,
        List<Option> options,
        List<List<String>> oneOf,
        List<List<String>> atMostOneOf,
        String description) {
    static ChangeKind of(Members json) {
        return new ChangeKind(
                json.text("change"),
                json.text("value"),
                json.list("options", Option::of),
                json.listsOfTexts("oneOf"),
                json.listsOfTexts("atMostOneOf"),
                json.text("description"));
    }

    /** An option, and what its value may be, in words. */
    public record Option(String name, String value) {
        static Option of(Members json) {
            return new Option(json.text("name"), json.text("value"));
        }
    }
}
