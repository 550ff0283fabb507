package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.db.Database;
import dev.hostdouble.db.Schema;
import dev.hostdouble.hosterapi.AccountDao.Kind;
import dev.hostdouble.hosterapi.ServerDao.Config;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.hosterapi.ServerDao.Usage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The number of servers of an account is known without counting them, and stays right. */
class AccountDaoTest {
    private static final String ACCOUNT = "acme";

    @AutoClose
    private final Database db = Database.open(List.of(Schema.of(AccountDao.class)));

    private final AccountDao accounts = new AccountDao(db);
    private final ServerDao servers = new ServerDao(db);

    private Server add(long id) {
        Server server =
                new Server(id, new Config(1, 1024, "10G", "x"), "x", true, Duration.ZERO, new Usage(0, 0, 0, 0, 0));
        servers.insert(server);
        accounts.give(Kind.SERVER, id, ACCOUNT);
        return server;
    }

    private void remove(Server server) {
        accounts.remove(server.id());
        servers.delete(server);
    }

    @Test
    void asking_again_takes_no_statement() {
        add(1);
        assertThat(accounts.count(ACCOUNT)).isEqualTo(1);
        Server second = add(2);
        long before = db.statements();
        assertThat(accounts.count(ACCOUNT)).isEqualTo(2);
        assertThat(db.statements()).isEqualTo(before);
        remove(second);
        assertThat(accounts.count(ACCOUNT)).isEqualTo(1);
        assertThat(accounts.count("nobody")).isZero();
    }

    @Test
    void a_rollback_takes_back_what_changed_since() {
        db.transaction(() -> add(1));
        assertThat(accounts.count(ACCOUNT)).isEqualTo(1);
        db.transaction(() -> {
            Server second = add(2);
            assertThatThrownBy(() -> db.nested(() -> {
                        remove(second);
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(accounts.count(ACCOUNT)).isEqualTo(2);
            return db.rehearse(() -> add(3));
        });
        assertThat(accounts.count(ACCOUNT)).isEqualTo(2);
        assertThatThrownBy(() -> db.transaction(() -> {
                    add(4);
                    assertThat(accounts.count(ACCOUNT)).isEqualTo(3);
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(accounts.count(ACCOUNT)).isEqualTo(2);
    }

    @Test
    void a_rollback_of_something_else_forgets_nothing() {
        db.transaction(() -> add(1));
        assertThat(accounts.count(ACCOUNT)).isEqualTo(1);
        long before = db.statements();
        db.rehearse(() -> 1);
        assertThat(accounts.count(ACCOUNT)).isEqualTo(1);
        assertThat(db.statements()).isEqualTo(before);
    }
}
