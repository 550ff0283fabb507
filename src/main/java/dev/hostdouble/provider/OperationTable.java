package dev.hostdouble.provider;

import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations of a provider in the order of its manual; read without a world, bound to handlers in one.
 *
 * @param <S> the sections of the provider, wired in a world
 */
public final class OperationTable<S> {
    private final Map<Operation, OperationRow<S>> rows = new LinkedHashMap<>();

    /** A table of those rows. */
    @SafeVarargs
    public OperationTable(OperationRow<S>... rows) {
        for (OperationRow<S> row : rows) {
            this.rows.put(row.operation(), row);
        }
    }

    /** This table, and the rows of another one after its own. */
    public OperationTable<S> followedBy(OperationTable<S> others) {
        OperationTable<S> both = new OperationTable<>();
        both.rows.putAll(rows);
        both.rows.putAll(others.rows);
        return both;
    }

    /** The operations, in the order of the manual. */
    public List<Operation> operations() {
        return List.copyOf(rows.keySet());
    }

    /** The default timelines of the jobs that operations start, by operation name such as {@code server.create}. */
    public Map<String, Timeline> timelines() {
        Map<String, Timeline> timelines = new HashMap<>();
        for (Operation operation : rows.keySet()) {
            operation.job().ifPresent(job -> timelines.put(operation.name(), job.timeline()));
        }
        return timelines;
    }

    /** Binds the rows to the sections of a world, and registers their jobs there. */
    public List<BoundOperation> bind(S sections, Jobs jobs) {
        List<BoundOperation> bound = new ArrayList<>();
        rows.forEach((operation, row) -> {
            operation
                    .job()
                    .ifPresent(
                            type -> jobs.register(type, row.completion(sections).orElseThrow()));
            bound.add(new BoundOperation(operation, row.handler(sections), call -> row.state(sections, call)));
        });
        return bound;
    }
}
