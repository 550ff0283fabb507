package dev.hostdouble.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.h2.Driver;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** Opens databases with one configuration of JDBI. */
final class SharedJdbi {
    // Statements are kept by StatementCache. H2 would keep them a second time, and those of any length.
    private static final String URL = "jdbc:h2:mem:;QUERY_CACHE_SIZE=0";

    // Shared by all worlds: it caches parsed SQL, which does not depend on a connection.
    static final Jdbi JDBI = jdbi();

    private SharedJdbi() {}

    private static Jdbi jdbi() {
        if (Driver.class.getName().startsWith("dev.hostdouble.")) {
            Driver.unload(); // In the standalone jar it must not answer jdbc:h2 for the program around it.
        }
        Jdbi jdbi = Jdbi.create(SharedJdbi::connect);
        jdbi.registerArgument(new ScalarArgumentFactory());
        // Its messages would end in the bound values, which may be credentials.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.setStatementBuilderFactory(connection -> new StatementCache());
        SqlTexts.use(jdbi.getConfig(SqlStatements.class));
        return jdbi;
    }

    private static Connection connect() throws SQLException {
        Connection connection = new Driver().connect(URL, new Properties());
        connection.setAutoCommit(false);
        return connection;
    }
}
