package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** What clients have set for addresses of servers: reverse DNS and blocks. An address without a row has neither. */
final class AddressSettingDao {
    private static final RowMapper<AddressSetting> SETTING = (row, context) -> new AddressSetting(
            row.getString("ip"), row.getLong("server"), row.getString("ptr"), row.getLong("blocked_until"));

    private final Database db;

    AddressSettingDao(Database db) {
        this.db = db;
    }

    /**
     * The settings of one address.
     *
     * @param ptr the names of its PTR records with line breaks between them
     * @param blockedUntil the elapsed time in nanoseconds until which it is blocked; 0 if it is not
     */
    record AddressSetting(String ip, long server, String ptr, long blockedUntil) {
        static final long FOR_EVER = Long.MAX_VALUE;

        /** Whether it is blocked at that elapsed time. */
        boolean isBlocked(Duration elapsed) {
            return blockedUntil > elapsed.toNanos();
        }

        AddressSetting withPtr(String newPtr) {
            return new AddressSetting(ip, server, newPtr, blockedUntil);
        }

        AddressSetting withBlock(long until) {
            return new AddressSetting(ip, server, ptr, until);
        }
    }

    /** The settings of an address of a server. */
    AddressSetting of(long server, String ip) {
        Optional<AddressSetting> known = db.query(
                        "SELECT * FROM hostkey_address_setting WHERE ip = :ip AND server = :server")
                .bind("ip", ip)
                .bind("server", server)
                .map(SETTING)
                .findOne();
        return known.orElse(new AddressSetting(ip, server, "", 0));
    }

    /** Stores the settings of an address. */
    void put(AddressSetting setting) {
        db.update("DELETE FROM hostkey_address_setting WHERE ip = :ip")
                .bind("ip", setting.ip())
                .execute();
        db.update("""
                        INSERT INTO hostkey_address_setting (ip, server, ptr, blocked_until)
                        VALUES (:ip, :server, :ptr, :until)""")
                .bind("ip", setting.ip())
                .bind("server", setting.server())
                .bind("ptr", setting.ptr())
                .bind("until", setting.blockedUntil())
                .execute();
    }

    /** Forgets the settings of an address that a server no longer has. */
    void delete(long server, String ip) {
        db.update("DELETE FROM hostkey_address_setting WHERE ip = :ip AND server = :server")
                .bind("ip", ip)
                .bind("server", server)
                .execute();
    }

    /** Forgets the settings of all addresses of a server. */
    void deleteAll(long server) {
        db.update("DELETE FROM hostkey_address_setting WHERE server = :server")
                .bind("server", server)
                .execute();
    }
}
