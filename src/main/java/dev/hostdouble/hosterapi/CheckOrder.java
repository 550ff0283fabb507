package dev.hostdouble.hosterapi;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Parameter;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Finds out whether the order of checks decides an error: it does where another check of the call would fail as well. Only
 * calls that are refused pay for it.
 */
final class CheckOrder {
    private final Call call;
    private BooleanSupplier later = () -> false;

    CheckOrder(Call call) {
        this.call = call;
    }

    /** A check that comes before those of the parameters, such as whether there is a server. */
    <T> T first(Supplier<T> check) {
        try {
            return check.get();
        } catch (ApiException e) {
            throw refused("", e);
        }
    }

    /** Whether a check fails that comes after those of the parameters, such as whether the server is free. */
    void last(BooleanSupplier fails) {
        later = fails;
    }

    /** The error of a check, which rests on the order if another check fails. */
    ApiException refused(String name, ApiException error) {
        boolean isOrdered = call.operation().parameters().stream()
                .anyMatch(parameter -> !parameter.name().equals(name) && isRefused(parameter));
        if (isOrdered || later.getAsBoolean()) {
            call.restsOn(HosterFact.CHECK_ORDER);
        }
        return error;
    }

    /** Whether the row refuses a parameter of the call, whatever the others are. */
    private boolean isRefused(Parameter parameter) {
        Optional<Object> value = call.params().get(parameter.name());
        if (value.isEmpty()) {
            return !parameter.name().equals(SoftwareSection.SID_OR_IP)
                    && parameter.missing().isPresent();
        }
        Optional<String> text = Input.scalar(value.get());
        return parameter.invalid().isPresent()
                && text.filter(parameter.values()::allow).isEmpty();
    }
}
