package dev.hostdouble.hosterapi;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.provider.Call;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Finds out whether the order of checks decides an error: it does where another check of the call would fail as well. Only
 * calls that are refused pay for it.
 */
final class CheckOrder {
    private final Call call;
    private final List<String> required;
    private BooleanSupplier later = () -> false;

    CheckOrder(Call call, String... required) {
        this.call = call;
        this.required = List.of(required);
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
    ApiException refused(String parameter, ApiException error) {
        boolean isOrdered =
                call.operation().parameterNames().stream().anyMatch(name -> !name.equals(parameter) && isWrong(name));
        if (isOrdered || later.getAsBoolean()) {
            call.restsOn(HosterFact.CHECK_ORDER);
        }
        return error;
    }

    /** Whether a parameter alone would be refused, as far as its text says. */
    private boolean isWrong(String name) {
        Optional<Object> value = call.params().get(name);
        if (value.isEmpty()) {
            return required.contains(name);
        }
        Optional<String> text = Input.scalar(value.get());
        return switch (name) {
            case "force" -> false;
            case "password" -> text.isEmpty();
            case "cpuCores", "mem", "ipCount", "port", "backup" ->
                text.flatMap(Ids::number).isEmpty();
            case "disk" -> text.filter(DiskSize::isValid).isEmpty();
            case "hostname" -> text.filter(Input::isHostName).isEmpty();
            default -> text.isEmpty();
        };
    }
}
