package dev.hostdouble.vss;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.vss.RequestDao.UserRequest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The requests of users and the jobs that process them. The target of such a job is the user. */
final class UserRequests {
    private static final String PROVIDER = VssApi.NAME;
    private static final int UUID_BYTES = 16;

    private final Jobs jobs;
    private final RequestDao requests;
    private final RandomSource seed;

    UserRequests(Jobs jobs, RequestDao requests, RandomSource seed) {
        this.jobs = jobs;
        this.requests = requests;
        this.seed = seed;
    }

    /** Returns the next request. It exists once its job has started. */
    UserRequest next(Instant created) {
        return request(requests.next(), created);
    }

    private UserRequest request(long id, Instant created) {
        ByteBuffer bits = ByteBuffer.wrap(seed.stream("vss.task", id).nextBytes(UUID_BYTES));
        return new UserRequest(id, new UUID(bits.getLong(), bits.getLong()).toString(), created);
    }

    /** Notes a request that was accepted at a date. */
    void accepted(RequestKind kind, String user, long id, Instant at) {
        requests.insert(kind, user, request(id, at));
    }

    /** The jobs of a user's requests, by the id of the request. */
    Map<String, Job> jobsOf(String user) {
        return jobs.on(PROVIDER, user).all().stream().collect(Collectors.toMap(Job::id, Function.identity()));
    }

    Optional<Job> job(UserRequest request) {
        return jobs.find(PROVIDER, String.valueOf(request.id()));
    }
}
