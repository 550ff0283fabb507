package dev.hostdouble.job;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jobs on one resource. While jobs of some slots are open, the resource is busy: whatever must not happen meanwhile asks
 * here. Except for lists of jobs, the cost of an answer does not depend on the number of jobs.
 */
public final class ResourceJobs {
    private final JobDao jobs;
    private final ResourceJobDao dao;
    private final JobTypes types;
    private final String provider;
    private final String target;

    ResourceJobs(JobDao jobs, ResourceJobDao dao, JobTypes types, String provider, String target) {
        this.jobs = jobs;
        this.dao = dao;
        this.types = types;
        this.provider = provider;
        this.target = target;
    }

    /** All jobs on it, in order of start. */
    public List<Job> all() {
        return dao.all(provider, target);
    }

    /** The jobs that work on it or wait for it, in order of start. */
    public List<Job> running() {
        return dao.running(provider, target);
    }

    /** Whether jobs of some slots work on it or wait for it. */
    public boolean isOpen(Set<String> slots) {
        return isOpen(types.inSlots(provider, slots));
    }

    /** As {@link #isOpen(Set)}, of other types than the given one. */
    public boolean isOtherOpen(JobType than, Set<String> slots) {
        return isOpen(types.inSlots(provider, slots).stream()
                .filter(type -> !type.operation().equals(than.operation()))
                .toList());
    }

    private boolean isOpen(List<JobType> any) {
        return !any.isEmpty()
                && dao.isAnyOpen(provider, target) // most resources are not busy
                && any.stream().anyMatch(type -> dao.firstOpen(type, target, 0).isPresent());
    }

    /** The slots of its open jobs; jobs without a slot do not count. */
    public Set<String> openSlots() {
        if (!dao.isAnyOpen(provider, target)) {
            return Set.of();
        }
        return types.of(provider).stream()
                .filter(type -> !type.slot().isEmpty())
                .filter(type -> dao.firstOpen(type, target, 0).isPresent())
                .map(JobType::slot)
                .collect(Collectors.toSet());
    }

    /** The open job of some slots that started first. */
    public Optional<Job> firstOpen(Set<String> slots) {
        return firstOpenOfEach(slots).min(Comparator.comparingLong(Job::number));
    }

    /** The open job of each type in some slots that started first. */
    public Stream<Job> firstOpenOfEach(Set<String> slots) {
        return types.inSlots(provider, slots).stream()
                .flatMap(type -> dao.firstOpen(type, target, 0).stream())
                .flatMap(number -> jobs.find(number).stream());
    }

    /** The job of a slot that was last started. */
    public Optional<Job> latest(String slot) {
        return types.inSlots(provider, Set.of(slot)).stream()
                .flatMap(type -> Stream.of(true, false).flatMap(ended -> dao.latest(type, target, ended).stream()))
                .max(Comparator.comparingLong(Job::number));
    }

    /** Forgets those of a type that have ended. */
    public void forgetEnded(JobType type) {
        dao.deleteSettled(type, target); // only what has ended: no end changes
    }

    /** Forgets those that have ended and that no client has a number or key of. */
    public void forgetEndedTasks() {
        types.of(provider).stream().filter(type -> !type.ticketed()).forEach(this::forgetEnded);
    }
}
