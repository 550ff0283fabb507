package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** The users of VSS. */
final class UserDao {
    private static final RowMapper<User> USER = (row, context) -> new User(
            row.getString("name"),
            row.getString("password"),
            row.getString("otp"),
            row.getBoolean("permitted"),
            Instant.ofEpochMilli(row.getLong("created_at")));

    private final Database db;

    UserDao(Database db) {
        this.db = db;
    }

    /** One user; {@code otp} is the valid one-time password, {@code isPermitted} whether the user gets tokens. */
    record User(String name, String password, String otp, boolean isPermitted, Instant created) {}

    /** Inserts a user; {@code position} is the place in the start state. */
    void insert(int position, User user) {
        db.update("""
                        INSERT INTO vss_user (position, name, password, otp, permitted, created_at)
                        VALUES (:position, :name, :password, :otp, :permitted, :created)""")
                .bind("position", position)
                .bind("name", user.name())
                .bind("password", user.password())
                .bind("otp", user.otp())
                .bind("permitted", user.isPermitted())
                .bind("created", user.created().toEpochMilli())
                .execute();
    }

    /** Returns the calling user. */
    User caller(Call call) {
        return find(call.account()).orElseThrow(VssError.TOKEN_REQUIRED::with);
    }

    /** Finds a user by name. */
    Optional<User> find(String name) {
        return db.query("SELECT * FROM vss_user WHERE name = :name")
                .bind("name", name)
                .map(USER)
                .findOne();
    }
}
