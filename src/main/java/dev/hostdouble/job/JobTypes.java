package dev.hostdouble.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The types of jobs in a world, with what their start and end do. */
final class JobTypes {
    private final Map<String, Registration> byOperation = new HashMap<>();

    private final Map<Slots, List<JobType>> bySlots = new HashMap<>();

    private record Slots(String provider, Set<String> slots) {}

    private record Registration(JobType type, JobCompletion completion) {}

    void register(JobType type, JobCompletion completion) {
        byOperation.put(type.operation(), new Registration(type, completion));
        bySlots.clear();
    }

    /** Whether an operation of that provider starts such jobs. */
    boolean isKnown(String provider, String operation) {
        Registration known = byOperation.get(operation);
        return known != null && known.type().provider().equals(provider);
    }

    JobType of(Job job) {
        return registration(job).type();
    }

    JobCompletion completion(Job job) {
        return registration(job).completion();
    }

    /** The types of a provider in some slots. */
    List<JobType> inSlots(String provider, Set<String> slots) {
        return bySlots.computeIfAbsent(new Slots(provider, slots), this::inSlots);
    }

    private List<JobType> inSlots(Slots asked) {
        return byOperation.values().stream()
                .map(Registration::type)
                .filter(type -> type.provider().equals(asked.provider())
                        && asked.slots().contains(type.slot()))
                .toList();
    }

    /** The types of a provider. */
    List<JobType> of(String provider) {
        return byOperation.values().stream()
                .map(Registration::type)
                .filter(type -> type.provider().equals(provider))
                .toList();
    }

    /** The providers that have types. */
    Set<String> providers() {
        return byOperation.values().stream()
                .map(known -> known.type().provider())
                .collect(Collectors.toSet());
    }

    private Registration registration(Job job) {
        Registration known = byOperation.get(job.operation());
        if (known == null) {
            throw new IllegalStateException("no job type of operation " + job.operation());
        }
        return known;
    }
}
