package dev.hostdouble.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the jobs that can begin because another one has ended. Its cost does not depend on how many others wait or run.
 */
final class WaitingJobs {
    private final ResourceJobDao dao;
    private final JobTypes types;
    private final Map<String, Set<Set<String>>> slots = new HashMap<>();
    // While many jobs are settled in one transaction: no open job on a resource has a lower number.
    private final Map<Place, Long> floors = new HashMap<>();

    WaitingJobs(ResourceJobDao dao, JobTypes types) {
        this.dao = dao;
        this.types = types;
    }

    /**
     * Where jobs are open.
     *
     * @param jobs an operation, or the slots that they wait for
     */
    private record Place(String target, Object jobs) {}

    /** Notes what a job of a provider waits for. */
    void add(String provider, Set<String> waitsFor) {
        slots(provider).add(waitsFor);
    }

    private Set<Set<String>> slots(String provider) {
        return slots.computeIfAbsent(provider, known -> new HashSet<>(dao.waitedFor(known)));
    }

    /** Jobs have started, or a transaction has ended: what was remembered of the numbers of open jobs may be wrong. */
    void forget() {
        floors.clear();
    }

    /** The waiting jobs of a resource that no earlier one holds up any more, in order of start. */
    List<Job> ready(String provider, String target) {
        List<Job> ready = new ArrayList<>();
        for (Set<String> waitedFor : slots(provider)) {
            Place place = new Place(target, waitedFor);
            Optional<Long> first = dao.firstWaiting(provider, target, waitedFor, floor(place));
            if (first.isPresent()) {
                long open = firstOpen(provider, target, waitedFor);
                if (first.get() <= open) {
                    List<Job> free = dao.waiting(provider, target, waitedFor, first.get(), open);
                    floors.put(place, free.get(free.size() - 1).number() + 1);
                    ready.addAll(free);
                }
            }
        }
        ready.sort(Comparator.comparingLong(Job::number));
        return ready;
    }

    /** The lowest number of an open job of some slots on a resource. */
    private long firstOpen(String provider, String target, Set<String> waitedFor) {
        long lowest = Long.MAX_VALUE;
        for (JobType type : types.inSlots(provider, waitedFor)) {
            Place place = new Place(target, type.operation());
            long floor = floor(place);
            if (floor < lowest) {
                long number = dao.firstOpen(type, target, floor).orElse(Long.MAX_VALUE);
                floors.put(place, number);
                lowest = Math.min(lowest, number);
            }
        }
        return lowest;
    }

    private long floor(Place place) {
        return floors.getOrDefault(place, 0L);
    }
}
