package dev.hostdouble.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The types of jobs in a world, with what their start and end do. */
final class JobTypes {
    private final Map<String, Registration> byOperation = new HashMap<>();

    private record Registration(JobType type, JobCompletion completion) {}

    void register(JobType type, JobCompletion completion) {
        byOperation.put(type.operation(), new Registration(type, completion));
    }

    JobType of(Job job) {
        return registration(job).type();
    }

    JobCompletion completion(Job job) {
        return registration(job).completion();
    }

    /** The types of a provider in a slot. */
    List<JobType> inSlot(String provider, String slot) {
        return byOperation.values().stream()
                .map(Registration::type)
                .filter(type -> type.provider().equals(provider) && type.slot().equals(slot))
                .toList();
    }

    /** Those jobs that are in one of the slots. */
    List<Job> inSlots(List<Job> jobs, Set<String> slots) {
        return jobs.stream().filter(job -> slots.contains(of(job).slot())).toList();
    }

    /** The waiting jobs of a resource that no earlier one holds up any more, of all its open jobs in order of start. */
    List<Job> ready(List<Job> open) {
        return open.stream()
                .filter(Job::isWaiting)
                .filter(waiting -> inSlots(open, waiting.waitsFor()).stream()
                        .noneMatch(other -> other.number() < waiting.number()))
                .toList();
    }

    private Registration registration(Job job) {
        Registration known = byOperation.get(job.operation());
        if (known == null) {
            throw new IllegalStateException("no job type of operation " + job.operation());
        }
        return known;
    }
}
