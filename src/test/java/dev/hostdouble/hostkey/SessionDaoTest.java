package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.db.Database;
import dev.hostdouble.db.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sessions are found at once and do not grow without bound. */
class SessionDaoTest {
    private static final int MOST = 10_000;

    @AutoClose
    private final Database db = Database.open(List.of(Schema.of(SessionDao.class)));

    private final SessionDao sessions = new SessionDao(db, false);

    @Test
    void beyond_the_bound_the_session_that_ends_first_is_gone() {
        sessions.insert("for ever", "jm", Optional.empty());
        for (int i = 1; i <= MOST; i++) {
            sessions.insert("token" + i, "jm", Optional.of(Duration.ofSeconds(i + 100)));
        }
        assertThat(sessions.login("token1", Duration.ZERO)).isEmpty();
        assertThat(sessions.login("token2", Duration.ZERO)).contains("jm");
        assertThat(sessions.login("token" + MOST, Duration.ZERO)).contains("jm");
        assertThat(sessions.login("for ever", Duration.ZERO)).contains("jm");
        assertThat(db.query("SELECT COUNT(*) FROM hostkey_session")
                        .mapTo(Integer.class)
                        .one())
                .isEqualTo(MOST);
    }

    @Test
    void a_login_revokes_all_of_its_sessions_and_a_token_one() {
        sessions.insert("a", "jm", Optional.empty());
        sessions.insert("b", "jm", Optional.of(Duration.ofSeconds(5)));
        sessions.insert("c", "other", Optional.empty());
        assertThat(sessions.revokeAll("c", Duration.ZERO)).isTrue();
        assertThat(sessions.revokeAll("c", Duration.ZERO)).isFalse();
        assertThat(sessions.revokeAll("jm", Duration.ofSeconds(9))).isTrue();
        assertThat(sessions.login("a", Duration.ZERO)).isEmpty();
        assertThat(sessions.login("b", Duration.ZERO)).contains("jm");
    }
}
