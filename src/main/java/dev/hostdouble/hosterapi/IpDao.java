package dev.hostdouble.hosterapi;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.db.Database;
import dev.hostdouble.db.Remembered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** IP addresses in use. New addresses come from the world's pool in order and are never reused. */
final class IpDao {
    private static final String SEQUENCE = "hosterapi.ip";

    private final Database db;
    private final IpPool pool;
    private final Remembered<OwnerId, List<String>> addresses;

    IpDao(Database db, IpPool pool) {
        this.db = db;
        this.pool = pool;
        this.addresses = db.remember(this::read);
    }

    /** The kind of owner of an address. */
    enum Owner {
        SERVER("server"),
        DEDICATED("dedicated");

        private final String column;

        Owner(String column) {
            this.column = column;
        }
    }

    private record OwnerId(Owner owner, long id) {}

    /** Lists the addresses of a server, in the order of assignment. */
    List<String> of(Owner owner, long id) {
        return addresses.of(new OwnerId(owner, id));
    }

    private List<String> read(OwnerId of) {
        String column = of.owner().column;
        return List.copyOf(db.query(
                        "SELECT address FROM hosterapi_ip WHERE " + column + " = :id ORDER BY " + column + ", position")
                .bind("id", of.id())
                .mapTo(String.class)
                .list());
    }

    /** Finds the server of the given kind that owns the address. */
    Optional<Long> owner(Owner owner, String address) {
        return db.query("SELECT " + owner.column + " FROM hosterapi_ip WHERE address = :address AND " + owner.column
                        + " IS NOT NULL")
                .bind("address", address)
                .mapTo(Long.class)
                .findOne();
    }

    /** Assigns addresses to a server. */
    void assign(Owner owner, long id, List<String> addresses) {
        for (String address : addresses) {
            db.update("INSERT INTO hosterapi_ip (address, position, " + owner.column
                            + ") VALUES (:address, :position, :id)")
                    .bind("address", address)
                    .bind("position", db.next("hosterapi.ip.position"))
                    .bind("id", id)
                    .execute();
        }
    }

    /**
     * Assigns {@code count} addresses from the pool.
     *
     * @throws ApiException {@code 0xb0} if the pool is exhausted
     */
    List<String> assignNew(Owner owner, long id, int count) {
        List<String> addresses = new ArrayList<>();
        if (count > pool.size()) {
            throw HosterError.LIMITS_EXCEEDED.with();
        }
        while (addresses.size() < count) {
            long offset = db.next(SEQUENCE) - 1;
            String address = pool.address(offset).orElseThrow(HosterError.LIMITS_EXCEEDED::with);
            if (!address.endsWith(".0") && !address.endsWith(".255") && free(address)) {
                addresses.add(address);
            }
        }
        assign(owner, id, addresses);
        return addresses;
    }

    private boolean free(String address) {
        return db.query("SELECT COUNT(*) FROM hosterapi_ip WHERE address = :address")
                        .bind("address", address)
                        .mapTo(Long.class)
                        .one()
                == 0;
    }

    /** Sets the host name of an address. */
    void setHostname(String address, String hostname) {
        db.update("UPDATE hosterapi_ip SET hostname = :hostname WHERE address = :address")
                .bind("hostname", hostname)
                .bind("address", address)
                .execute();
    }

    /** Releases all addresses of a server. */
    void release(Owner owner, long id) {
        db.update("DELETE FROM hosterapi_ip WHERE " + owner.column + " = :id")
                .bind("id", id)
                .execute();
    }
}
