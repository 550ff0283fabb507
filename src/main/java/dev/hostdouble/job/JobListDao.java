package dev.hostdouble.job;

import dev.hostdouble.db.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Pages of the table of jobs. */
final class JobListDao {
    private final Database db;

    JobListDao(Database db) {
        this.db = db;
    }

    /** Up to {@code limit} jobs after the one with a number, in order of start. */
    List<Job> page(JobQuery query, long after, int limit) {
        return bind(query, "SELECT * FROM job", " ORDER BY number LIMIT :limit", after)
                .bind("limit", limit)
                .map(JobDao.JOB)
                .list();
    }

    /** The latest {@code limit} jobs, in order of start. */
    List<Job> latest(JobQuery query, int limit) {
        List<Job> latest = new ArrayList<>(bind(query, "SELECT * FROM job", " ORDER BY number DESC LIMIT :limit", 0)
                .bind("limit", limit)
                .map(JobDao.JOB)
                .list());
        Collections.reverse(latest);
        return latest;
    }

    /** The number of jobs after the one with a number. */
    long count(JobQuery query, long after) {
        Query count = query.equals(JobQuery.ALL) && after == 0
                ? db.query("SELECT COUNT(*) FROM job") // H2 knows this number
                : bind(query, "SELECT COUNT(*) FROM job", "", after);
        return count.mapTo(Long.class).one();
    }

    private Query bind(JobQuery query, String select, String order, long after) {
        StringBuilder sql = new StringBuilder(select).append(" WHERE number > :after");
        query.provider().ifPresent(any -> sql.append(" AND provider = :provider"));
        query.operations().ifPresent(any -> sql.append(" AND operation = ANY(:operations)"));
        query.target().ifPresent(any -> sql.append(" AND target = :target"));
        query.settled().ifPresent(any -> sql.append(" AND settled = :settled"));
        query.endsAfter().ifPresent(any -> sql.append(" AND (ends_at IS NULL OR ends_at > :endsAfter)"));
        Query bound = db.query(sql.append(order).toString()).bind("after", after);
        query.provider().ifPresent(provider -> bound.bind("provider", provider));
        query.operations().ifPresent(operations -> bound.bind("operations", operations.toArray()));
        query.target().ifPresent(target -> bound.bind("target", target));
        query.settled().ifPresent(settled -> bound.bind("settled", settled));
        query.endsAfter().ifPresent(time -> bound.bind("endsAfter", time.toNanos()));
        return bound;
    }
}
