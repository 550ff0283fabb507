package dev.hostdouble.job;

import dev.hostdouble.db.Database;
import java.util.List;
import java.util.Optional;

/** The jobs whose course a rule of a scenario has changed. */
final class RuleJobDao {
    private final Database db;

    RuleJobDao(Database db) {
        this.db = db;
    }

    /** Those that are open, in order of start. */
    List<Job> open(String rule) {
        return db.query("SELECT * FROM job WHERE settled = FALSE AND rule = :rule ORDER BY number")
                .bind("rule", rule)
                .map(JobDao.JOB)
                .list();
    }

    /** One of them, by its number. */
    Optional<Job> find(String rule, long number) {
        return db.query("SELECT * FROM job WHERE number = :number AND rule = :rule")
                .bind("number", number)
                .bind("rule", rule)
                .map(JobDao.JOB)
                .findOne();
    }

    /** The one that started last. */
    Optional<Job> latest(String rule) {
        return db.query("SELECT * FROM job WHERE rule = :rule ORDER BY number DESC LIMIT 1")
                .bind("rule", rule)
                .map(JobDao.JOB)
                .findOne();
    }
}
