package dev.hostdouble.job;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The jobs that end by a time, in the order of their ends and then of their starts, while they are settled one after the
 * other. It reads them in batches, and is told of the jobs that begin or end early meanwhile.
 */
final class DueJobs {
    private static final int BATCH = 64;

    private final JobDao dao;
    private final Duration to;
    private final TreeMap<Place, Job> read = new TreeMap<>();
    private final Map<Long, Place> places = new HashMap<>();
    private Place last; // all open jobs up to here were read
    private boolean isAllRead;
    private long changes;

    /**
     * The jobs that end by an elapsed time.
     *
     * @param from no open job ends before this
     */
    DueJobs(JobDao dao, Duration from, Duration to) {
        this.dao = dao;
        this.to = to;
        this.last = new Place(from, -1);
    }

    private record Place(Duration end, long number) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::end).thenComparingLong(Place::number);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** Returns the next job, which its caller settles. */
    Optional<Job> next() {
        while (read.isEmpty() && !isAllRead) {
            read();
        }
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Job next = read.pollFirstEntry().getValue();
        places.remove(next.number());
        return Optional.of(next);
    }

    private void read() {
        List<Job> batch = dao.dueAt(last.end(), last.number(), BATCH);
        if (batch.isEmpty()) {
            batch = dao.dueAfter(last.end(), to, BATCH);
            isAllRead = batch.size() < BATCH;
        }
        for (Job job : batch) {
            last = put(job, job.endsAt().orElseThrow());
        }
    }

    private Place put(Job job, Duration end) {
        Place place = new Place(end, job.number());
        read.put(place, job);
        places.put(job.number(), place);
        return place;
    }

    /** Takes the new form of an open job whose row has changed. */
    void changed(Job job) {
        removed(job);
        Optional<Duration> end = job.endsAt().filter(at -> at.compareTo(to) <= 0);
        if (end.isPresent() && (isAllRead || new Place(end.get(), job.number()).compareTo(last) <= 0)) {
            put(job, end.get()); // otherwise its row is still to be read
        }
    }

    /** The job will not end: its row is gone or settled. */
    void removed(Job job) {
        changes++;
        Place place = places.remove(job.number());
        if (place != null) {
            read.remove(place);
        }
    }

    /** How many changes it was told of. */
    long changes() {
        return changes;
    }

    /** Reads all jobs again that end at an elapsed time or later, because changes were rolled back. */
    void reread(Duration from) {
        read.clear();
        places.clear();
        last = new Place(from, -1);
        isAllRead = false;
    }
}
