package dev.hostdouble.conformance;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.hostdouble.provider.BodyFormat;
import dev.hostdouble.provider.Parameter;
import dev.hostdouble.provider.Parameter.Refusal;
import dev.hostdouble.provider.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the row of an operation says about one value of a parameter that is sent in the usual encoding. */
final class RowRefusal {
    private static final String PASSWORD = "password";
    private static final String BLANKS = " \t\n\r\0\u000B";

    private RowRefusal() {}

    /** The name of the error that a call without a parameter gets; empty if it may be left out. */
    static Optional<String> ofMissing(Parameter parameter) {
        return parameter.missing().map(Refusal::error).map(error -> error.name());
    }

    /** The name of the error that a value gets; empty if the row allows it, or leaves it to the operation. */
    static Optional<String> of(Provider provider, Parameter parameter, Object value) {
        boolean isForm = provider.bodies() == BodyFormat.FORM;
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            return isForm ? ofMissing(parameter) : ofInvalid(parameter); // brackets are no text, and so missing
        }
        String text = isForm ? Sample.text(value) : asLaravelReadsIt(parameter.name(), value);
        if (text.isEmpty()) {
            boolean isUnreadable = !isForm && value != Sample.NULL && !(value instanceof String);
            return isUnreadable ? ofInvalid(parameter) : ofMissing(parameter);
        }
        return parameter.values().allow(text) ? Optional.empty() : ofInvalid(parameter);
    }

    private static Optional<String> ofInvalid(Parameter parameter) {
        return parameter.invalid().map(Refusal::error).map(error -> error.name());
    }

    /** The empty string for what is missing, or no text. */
    private static String asLaravelReadsIt(String name, Object value) {
        if (value instanceof String text) {
            return name.equals(PASSWORD) ? text : trimmed(text);
        }
        if (value instanceof Boolean flag) {
            return flag ? "1" : "";
        }
        if (value instanceof Double number && number == Math.rint(number)) {
            return String.valueOf(number.longValue());
        }
        boolean isInfinite =
                value instanceof RawValue raw && String.valueOf(raw.rawValue()).contains("e");
        return isInfinite ? "" : Sample.text(value);
    }

    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && BLANKS.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && BLANKS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }
}
