package dev.hostdouble.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What clients of a provider do across several calls: where they log in, where they see how a job ends, and where they see
 * what they have created. Operations are named as within the provider, such as {@code server.create}.
 *
 * @param logins the operations that return a new credential; empty where credentials are made outside of the API
 * @param refusals the answers that refuse a credential
 * @param jobReads the operations that show how a job ends
 * @param shownBy the operations of which each call creates something more, with the reads that show it
 */
public record ClientProtocol(
        Set<String> logins, Set<String> refusals, List<JobRead> jobReads, Map<String, Set<String>> shownBy) {
    /** Nothing of that. */
    public static final ClientProtocol NONE = new ClientProtocol(Set.of(), Set.of(), List.of(), Map.of());

    public ClientProtocol {
        logins = Set.copyOf(logins);
        refusals = Set.copyOf(refusals);
        jobReads = List.copyOf(jobReads);
        shownBy = Map.copyOf(shownBy);
    }

    /** The operation that shows how the jobs of another one end. */
    public Optional<JobRead> jobReadOf(String starter) {
        return jobReads.stream()
                .filter(read -> read.starters().isEmpty() || read.starters().contains(starter))
                .findFirst();
    }

    /** What an operation shows of jobs; empty if that is not what it is for. */
    public Optional<JobRead> jobRead(String operation) {
        return jobReads.stream()
                .filter(read -> read.operation().equals(operation))
                .findFirst();
    }

    /**
     * An operation that shows how a job ends.
     *
     * @param operation its name
     * @param parameter the parameter, or the segment of its path, that names the job
     * @param starters the operations whose jobs it shows; empty for all that return a ticket
     * @param tickets where the replies of those have the name of the job: JSON pointers
     * @param status where its own reply has the status of the job, as a JSON pointer; empty if its answer says it
     * @param unfinished the statuses or answers of jobs that go on
     * @param once the answers that a client gets only once
     */
    public record JobRead(
            String operation,
            String parameter,
            Set<String> starters,
            List<String> tickets,
            String status,
            Set<String> unfinished,
            Set<String> once) {
        public JobRead {
            starters = Set.copyOf(starters);
            tickets = List.copyOf(tickets);
            unfinished = Set.copyOf(unfinished);
            once = Set.copyOf(once);
        }
    }
}
