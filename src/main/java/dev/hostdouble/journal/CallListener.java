package dev.hostdouble.journal;

import dev.hostdouble.core.Delivered;
import dev.hostdouble.core.ReplyListener;
import java.util.function.Consumer;

/** Notes of a call how long its answer took, and how its reply was delivered. Thread-safe; needs no lock of a world. */
record CallListener(
        Deliveries deliveries,
        FollowedLog followed,
        OperationCounts counts,
        Consumer<Delivered> answer,
        long number,
        String operation,
        int status)
        implements ReplyListener {
    @Override
    public void answered(long nanos) {
        counts.took(nanos);
    }

    @Override
    public void accept(Delivered delivered) {
        deliveries.add(number, delivered);
        answer.accept(delivered);
        followed.delivered(deliveries, number, operation, status, delivered);
    }
}
