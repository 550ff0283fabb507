package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import dev.hostdouble.db.Remembered;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Tags of servers: a name with a value, once for each server. The tag {@code hostname} has the server's name. */
final class TagDao {
    /** The tag whose value is the name of the server. */
    static final String HOSTNAME = "hostname";

    private static final RowMapper<Tag> TAG = (row, context) -> new Tag(
            row.getLong("id"),
            row.getLong("server"),
            row.getString("tag"),
            row.getString("tag_value"),
            row.getString("extra"));

    private final Database db;
    private final Remembered<Long, List<Tag>> lists;

    TagDao(Database db) {
        this.db = db;
        this.lists = db.remember(this::read, List::size);
    }

    /** One tag; its id is unique in the world. */
    record Tag(long id, long server, String tag, String value, String extra) {}

    /** Inserts a tag without extra text, or replaces that of the same name, which keeps its id. */
    void put(long server, String tag, String value) {
        put(server, tag, value, "");
    }

    /** Inserts a tag, or replaces that of the same name, which keeps its id. */
    Tag put(long server, String tag, String value, String extra) {
        Optional<Tag> known = find(server, tag);
        if (known.isPresent()) {
            db.update("UPDATE hostkey_tag SET tag_value = :value, extra = :extra WHERE id = :id")
                    .bind("value", value)
                    .bind("extra", extra)
                    .bind("id", known.get().id())
                    .execute();
            return new Tag(known.get().id(), server, tag, value, extra);
        }
        Tag added = new Tag(db.next("hostkey.tag"), server, tag, value, extra);
        db.update("""
                        INSERT INTO hostkey_tag (id, server, tag, tag_value, extra)
                        VALUES (:id, :server, :tag, :value, :extra)""")
                .bind("id", added.id())
                .bind("server", server)
                .bind("tag", tag)
                .bind("value", value)
                .bind("extra", extra)
                .execute();
        return added;
    }

    /** Finds the tag of a server by its name. */
    Optional<Tag> find(long server, String tag) {
        return db.query("SELECT * FROM hostkey_tag WHERE server = :server AND tag = :tag")
                .bind("server", server)
                .bind("tag", tag)
                .map(TAG)
                .findOne();
    }

    /** Returns the value of a server's tag. */
    Optional<String> value(long server, String tag) {
        return find(server, tag).map(Tag::value);
    }

    /** Lists the tags of a server, oldest first. */
    List<Tag> list(long server) {
        return lists.of(server);
    }

    private List<Tag> read(long server) {
        return db.query("SELECT * FROM hostkey_tag WHERE server = :server ORDER BY id")
                .bind("server", server)
                .map(TAG)
                .list();
    }

    /** Lists the ids of the servers that have a tag with a text in its name or value; letter case does not matter. */
    List<Long> search(String text) {
        return db.query("""
                        SELECT DISTINCT server FROM hostkey_tag
                        WHERE LOCATE(LOWER(:text), LOWER(tag)) > 0 OR LOCATE(LOWER(:text), LOWER(tag_value)) > 0""").bind("text", text).mapTo(Long.class).list();
    }

    /** Deletes a tag of a server; does nothing if it has no such tag. */
    void remove(long server, String tag) {
        db.update("DELETE FROM hostkey_tag WHERE server = :server AND tag = :tag")
                .bind("server", server)
                .bind("tag", tag)
                .execute();
    }

    /** Deletes all tags of a server. */
    void deleteAll(long server) {
        db.update("DELETE FROM hostkey_tag WHERE server = :server")
                .bind("server", server)
                .execute();
    }
}
