package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import dev.hostdouble.db.Remembered;
import dev.hostdouble.provider.Call;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Accounts: clients, staff and administrators. */
final class AccountDao {
    private static final RowMapper<Account> ACCOUNT = (row, context) -> new Account(
            row.getString("login"),
            Role.valueOf(row.getString("role")),
            row.getLong("customer"),
            row.getString("password"),
            row.getLong("credit"),
            row.getString("currency"));

    private final Database db;
    private final Remembered<String, Optional<Account>> accounts;

    AccountDao(Database db) {
        this.db = db;
        this.accounts = db.remember(this::read);
    }

    /**
     * One account.
     *
     * @param login its email address
     * @param credit in cents
     * @param currency such as {@code EUR}
     */
    record Account(String login, Role role, long customer, String password, long credit, String currency) {
        /** Whether the account is a client. */
        boolean isClient() {
            return role == Role.CLIENT;
        }

        /** Whether the account is an administrator. */
        boolean isAdministrator() {
            return role == Role.ADMINISTRATOR;
        }
    }

    /** Inserts an account; {@code position} is the place in the start state. */
    void insert(int position, Account account) {
        db.update("""
                        INSERT INTO hostkey_account (position, login, role, customer, password, credit, currency)
                        VALUES (:position, :login, :role, :customer, :password, :credit, :currency)""")
                .bind("position", position)
                .bind("login", account.login())
                .bind("role", account.role().name())
                .bind("customer", account.customer())
                .bind("password", account.password())
                .bind("credit", account.credit())
                .bind("currency", account.currency())
                .execute();
    }

    /** Sets the credit of an account, in cents. */
    void setCredit(String login, long cents) {
        db.update("UPDATE hostkey_account SET credit = :credit WHERE login = :login")
                .bind("credit", cents)
                .bind("login", login)
                .execute();
    }

    /** Returns the account of the caller. */
    Account caller(Call call) {
        return find(call.account()).orElseThrow(HostkeyError.INVALID_TOKEN::with);
    }

    /** Finds an account by login. */
    Optional<Account> find(String login) {
        return accounts.of(login);
    }

    private Optional<Account> read(String login) {
        return db.query("SELECT * FROM hostkey_account WHERE login = :login")
                .bind("login", login)
                .map(ACCOUNT)
                .findOne();
    }

    /** Finds a client by email address. */
    Optional<Account> findClient(String email) {
        return find(email).filter(Account::isClient);
    }
}
