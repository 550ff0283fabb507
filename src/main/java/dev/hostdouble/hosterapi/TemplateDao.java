package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import dev.hostdouble.db.Remembered;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Server templates. */
final class TemplateDao {
    private final Database db;
    private final Remembered<String, Optional<Boolean>> servers;
    private final Remembered<String, Optional<Boolean>> dedicatedServers;

    TemplateDao(Database db) {
        this.db = db;
        this.servers = db.remember(name -> isListed(name, false));
        this.dedicatedServers = db.remember(name -> isListed(name, true));
    }

    /** Inserts all templates of a start state. */
    void insert(HosterState state) {
        PreparedBatch batch = db.batch("""
                INSERT INTO hosterapi_template (position, name, dedicated, listed, available)
                VALUES (:position, :name, :dedicated, :listed, TRUE)""");
        add(batch, state.templates(), false, true);
        add(batch, state.unlistedTemplates(), false, false);
        add(batch, state.dedicatedTemplates(), true, true);
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static void add(PreparedBatch batch, List<String> names, boolean dedicated, boolean listed) {
        for (String name : names) {
            batch.bind("position", batch.size())
                    .bind("name", name)
                    .bind("dedicated", dedicated)
                    .bind("listed", listed)
                    .add();
        }
    }

    /** Lists the listed names in the provider's order, including duplicates. */
    List<String> list(boolean dedicated) {
        return db.query("""
                        SELECT name FROM hosterapi_template
                        WHERE dedicated = :dedicated AND listed = TRUE AND available = TRUE
                        ORDER BY position""").bind("dedicated", dedicated).mapTo(String.class).list();
    }

    /** Withdraws the templates of a name, or makes them available again; returns whether any of them changed. */
    boolean setAvailable(String name, boolean available) {
        return db.update("""
                                UPDATE hosterapi_template SET available = :available
                                WHERE name = :name AND available <> :available""").bind("name", name).bind("available", available).execute() > 0;
    }

    /** Whether an available template is listed; empty if there is none. */
    private Optional<Boolean> isListed(String name, boolean dedicated) {
        return db.query("""
                        SELECT listed FROM hosterapi_template
                        WHERE dedicated = :dedicated AND name = :name AND available = TRUE
                        ORDER BY listed DESC LIMIT 1""")
                .bind("dedicated", dedicated)
                .bind("name", name)
                .mapTo(Boolean.class)
                .findOne();
    }

    /** Reads a template that exists; an unknown or withdrawn one counts as a missing parameter (assumed). */
    String require(Input input, boolean dedicated) {
        String name = input.requireText("template");
        boolean isListed =
                (dedicated ? dedicatedServers : servers).of(name).orElseThrow(() -> input.invalid("template"));
        if (!isListed) {
            input.restsOn(HosterFact.UNLISTED_TEMPLATES);
        }
        return name;
    }
}
