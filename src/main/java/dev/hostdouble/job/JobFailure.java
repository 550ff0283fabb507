package dev.hostdouble.job;

import java.util.Optional;

/**
 * The provider's own refusal of a job it has accepted, such as an order over the limits.
 *
 * @param output what the failed job says
 * @param progress the progress at which it fails, 0 to 1
 */
public record JobFailure(String output, double progress) {
    /** What a job says if it fails: of two failures the text of the one at the lower progress, else the injected one. */
    static Optional<String> output(Optional<JobFailure> failure, Optional<JobFault> fault) {
        Optional<String> injected = fault.filter(JobFault.Fail.class::isInstance)
                .map(JobFault.Fail.class::cast)
                .filter(fail ->
                        failure.filter(own -> own.progress() < fail.at()).isEmpty())
                .map(JobFault.Fail::output);
        return injected.or(() -> failure.map(JobFailure::output));
    }
}
