package dev.hostdouble.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A number that stands for the content of a database. */
final class ContentHash {
    private ContentHash() {}

    static long of(Database database) {
        long hash = 0;
        List<String> tables = database.query("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = 'PUBLIC' ORDER BY table_name""").mapTo(String.class).list();
        for (String table : tables) {
            hash = 31 * hash
                    + database.query("SELECT * FROM \"" + table + "\"").map((row, context) -> rowHash(row)).stream()
                            .mapToLong(Long::longValue)
                            .sum();
        }
        return hash;
    }

    /** The finalizer of MurmurHash3: every bit depends on all others, so that the sum of hashes stands for all rows. */
    private static long mix(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    /** A hash of 64 bits, so that two different rows hardly ever have the same. */
    private static long rowHash(ResultSet row) throws SQLException {
        long hash = 1;
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            String value = String.valueOf(row.getString(column));
            for (int i = 0; i < value.length(); i++) {
                hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
            }
            hash = mix(hash);
        }
        return hash;
    }
}
