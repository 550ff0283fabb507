package dev.hostdouble.hostkey;

import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Params;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a call, by the names on the page: {@code id}, {@code params[url]}. All are texts as they were sent; an
 * empty one counts as missing (assumed).
 */
final class Input {
    private static final Set<String> TRUE = Set.of("1", "true", "on", "yes");
    private static final Set<String> USUAL_FLAGS = Set.of("1", "true", "0", "false");

    private static final String LIST = "[]";

    private final Map<?, ?> values;
    private final List<Parameter> documented;
    private final Consumer<Fact> facts;

    /** @param facts gets what the reading of a parameter rests on besides the page */
    private Input(Map<?, ?> values, List<Parameter> documented, Consumer<Fact> facts) {
        this.values = values;
        this.documented = documented;
        this.facts = facts;
    }

    /** Returns the parameters of a call. */
    static Input of(Call call) {
        return new Input(call.params().values(), call.operation().parameters(), call::restsOn);
    }

    /** Returns the parameters of a call, after a check of each parameter in its row, in the order of the page. */
    static Input checked(Call call) {
        Input input = of(call);
        for (Parameter parameter : input.documented) {
            Optional<String> value = input.first(parameter.name());
            if (value.isPresent()
                    || parameter.others().stream()
                            .noneMatch(other -> input.first(other).isPresent())) {
                parameter.check(call, value);
            }
        }
        return input;
    }

    /** The text of a parameter, or the first one of a list such as {@code ips[]}. */
    private Optional<String> first(String name) {
        return name.endsWith(LIST)
                ? texts(name.substring(0, name.length() - LIST.length())).stream()
                        .findFirst()
                : text(name);
    }

    /** Returns parameters outside of an operation. */
    static Input of(Params params) {
        return new Input(params.values(), List.of(), fact -> {});
    }

    /** Reads a text; empty if it is missing. */
    Optional<String> text(String name) {
        int bracket = name.indexOf('[');
        if (bracket > 0) {
            Object nested = values.get(name.substring(0, bracket));
            return nested instanceof Map<?, ?> inner
                    ? text(inner.get(name.substring(bracket + 1, name.length() - 1)))
                    : Optional.empty();
        }
        return text(values.get(name));
    }

    private Optional<String> text(@Nullable Object value) {
        if (value instanceof String text && !text.isEmpty()) {
            return Optional.of(text);
        }
        if (value != null) {
            facts.accept(HostkeyFact.EMPTY_PARAMETER);
        }
        return Optional.empty();
    }

    /** Reads a text that the row of the operation allows; empty if it is missing or another one. */
    Optional<String> allowed(String name) {
        Parameter parameter = documented.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the row has no parameter " + name));
        return text(name).filter(parameter.values()::allow);
    }

    /** Reads an id; empty if it is missing or not one. */
    Optional<Long> id(String name) {
        Optional<String> digits = allowed(name);
        if (digits.filter(id -> id.startsWith("0")).isPresent()) {
            facts.accept(HostkeyFact.ID_FORM);
        }
        return digits.map(Long::parseLong);
    }

    /** Returns the id that a text is; empty if it is none. */
    static Optional<Long> toId(String text) {
        return Optional.of(text).filter(Parameter.id("id").values()::allow).map(Long::parseLong);
    }

    /** Reads a bracketed list such as {@code params[content][]}, or a single text; empty texts do not count. */
    List<String> texts(String name) {
        int bracket = name.indexOf('[');
        Object value = values.get(bracket < 0 ? name : name.substring(0, bracket));
        if (bracket > 0) {
            value = value instanceof Map<?, ?> inner ? inner.get(name.substring(bracket + 1, name.length() - 1)) : null;
        }
        return value instanceof Map<?, ?> list
                ? list.values().stream()
                        .map(this::text)
                        .flatMap(Optional::stream)
                        .toList()
                : text(value).stream().toList();
    }

    /** Reads a list of texts with commas between them; empty if it is missing. */
    Optional<List<String>> list(String name) {
        return text(name)
                .map(text ->
                        Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    }

    /** True for 1, true, on and yes; false for any other value or a missing one (assumed). */
    boolean flag(String name) {
        Optional<String> text = text(name);
        if (text.isPresent() && !USUAL_FLAGS.contains(text.get())) {
            facts.accept(HostkeyFact.FLAG_FORM);
        }
        return text.filter(flag -> TRUE.contains(flag.toLowerCase(Locale.ROOT))).isPresent();
    }
}
