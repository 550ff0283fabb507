package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import dev.hostdouble.db.Remembered;
import dev.hostdouble.provider.Call;
import java.util.List;

/**
 * What the state of a server, of an offer or of a job rests on: facts that decided it earlier, and that later replies show.
 * A target is named as jobs name theirs.
 */
final class FactDao {
    private static final String MARKET = "market/";

    private final Database db;
    private final Remembered<String, List<HosterFact>> facts;

    FactDao(Database db) {
        this.db = db;
        this.facts = db.remember(this::read);
    }

    /** The target of an offer of the market. */
    static String offer(long id) {
        return MARKET + id;
    }

    /** The target of a job that a client got a ticket for. */
    static String job(String id) {
        return "job/" + id;
    }

    /** Notes that the state of a target rests on a fact. */
    void note(String target, HosterFact fact) {
        db.update("MERGE INTO hosterapi_fact (target, fact) VALUES (:target, :fact)")
                .bind("target", target)
                .bind("fact", fact.name())
                .execute();
    }

    /** The state of a target no longer rests on these facts. */
    void remove(String target, HosterFact... facts) {
        for (HosterFact fact : facts) {
            db.update("DELETE FROM hosterapi_fact WHERE target = :target AND fact = :fact")
                    .bind("target", target)
                    .bind("fact", fact.name())
                    .execute();
        }
    }

    /** Deletes the facts of a target that is gone. */
    void wipe(String target) {
        db.update("DELETE FROM hosterapi_fact WHERE target = :target")
                .bind("target", target)
                .execute();
    }

    /** Notes the facts that the answer to a call about a target rests on: those that its operation may rest on. */
    void shownBy(Call call, String target) {
        note(call, facts.of(target));
    }

    private List<HosterFact> read(String target) {
        return db.query("SELECT fact FROM hosterapi_fact WHERE target = :target ORDER BY fact")
                .bind("target", target)
                .map((row, context) -> HosterFact.valueOf(row.getString(1)))
                .list();
    }

    /** Notes the facts that the answer to a call about the whole market rests on. */
    void shownByMarket(Call call) {
        note(
                call,
                db.query("""
                                SELECT DISTINCT fact FROM hosterapi_fact WHERE target >= :from AND target < :to
                                ORDER BY fact""")
                        .bind("from", MARKET)
                        .bind("to", MARKET + Character.MAX_VALUE)
                        .map((row, context) -> HosterFact.valueOf(row.getString(1)))
                        .list());
    }

    private static void note(Call call, List<HosterFact> facts) {
        for (HosterFact fact : facts) {
            if (call.provider().facts(call.operation()).contains(fact)) {
                call.restsOn(fact);
            }
        }
    }
}
