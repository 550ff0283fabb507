package dev.hostdouble.job;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Evidence;

/** An error of a provider that does not exist. */
enum Refusal implements ApiError {
    NO;

    @Override
    public int status() {
        return 400;
    }

    @Override
    public String template() {
        return "0xb0: no";
    }

    @Override
    public Evidence evidence() {
        return Evidence.ASSUMED;
    }
}
