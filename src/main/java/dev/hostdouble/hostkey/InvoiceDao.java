package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Invoices of clients, each about one thing. */
final class InvoiceDao {
    /** The sequence of their numbers. */
    static final String SEQUENCE = "hostkey.invoice";

    /** The type of an invoice for a server. */
    static final String HOSTING = "Hosting";

    /** The type of an invoice that adds to the credit. */
    static final String ADD_FUNDS = "AddFunds";

    private static final RowMapper<Invoice> INVOICE = (row, context) -> new Invoice(
            row.getLong("id"),
            row.getString("login"),
            Status.valueOf(row.getString("status")),
            row.getLong("total"),
            row.getString("currency"),
            Instant.ofEpochMilli(row.getLong("created_at")),
            Optional.ofNullable(row.getObject("paid_at", Long.class)).map(Instant::ofEpochMilli),
            row.getString("item_type"),
            row.getLong("server"),
            row.getString("description"),
            row.getLong("credit"),
            Optional.ofNullable(row.getObject("ended_at", Long.class)).map(Instant::ofEpochMilli));

    private final Database db;

    InvoiceDao(Database db) {
        this.db = db;
    }

    /** Where an invoice stands; its name with a capital letter is what clients read. */
    enum Status {
        UNPAID("Unpaid"),
        PAID("Paid"),
        CANCELLED("Cancelled"),
        REFUNDED("Refunded");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** What clients read. */
        String word() {
            return word;
        }
    }

    /**
     * An invoice.
     *
     * @param login of the client
     * @param total in cents
     * @param itemType such as {@code Hosting} or {@code AddFunds}
     * @param server the id of the server it is about; 0 while there is none
     * @param credit how much of it was paid from the credit, in cents
     * @param endedAt when it was cancelled or refunded; empty if that happened before the world started
     */
    record Invoice(
            long id,
            String login,
            Status status,
            long total,
            String currency,
            Instant createdAt,
            Optional<Instant> paidAt,
            String itemType,
            long server,
            String description,
            long credit,
            Optional<Instant> endedAt) {

        /** Whether it is paid. */
        boolean isPaid() {
            return status == Status.PAID;
        }

        /** Whether it waits for its payment. */
        boolean isUnpaid() {
            return status == Status.UNPAID;
        }

        /** Whether it adds to the credit when it is paid. */
        boolean addsFunds() {
            return itemType.equals(ADD_FUNDS);
        }

        /** How much of it has been paid, in cents, although the money may have gone back. */
        long paid() {
            return paidAt.isPresent() ? total : credit;
        }

        /** What is left to pay, in cents. */
        long balance() {
            return isUnpaid() ? total - credit : 0;
        }
    }

    /** Returns the number of the next invoice. */
    long next() {
        return db.next(SEQUENCE);
    }

    /** Inserts an invoice. */
    void insert(Invoice invoice) {
        db.update("""
                        INSERT INTO hostkey_invoice (id, login, status, total, currency, created_at, paid_at, item_type, server,
                          description, credit, ended_at)
                        VALUES (:id, :login, :status, :total, :currency, :createdAt, :paidAt, :itemType, :server,
                          :description, :credit, :endedAt)""")
                .bind("id", invoice.id())
                .bind("login", invoice.login())
                .bind("status", invoice.status().name())
                .bind("total", invoice.total())
                .bind("currency", invoice.currency())
                .bind("createdAt", invoice.createdAt().toEpochMilli())
                .bind("paidAt", invoice.paidAt().map(Instant::toEpochMilli).orElse(null))
                .bind("itemType", invoice.itemType())
                .bind("server", invoice.server())
                .bind("description", invoice.description())
                .bind("credit", invoice.credit())
                .bind("endedAt", invoice.endedAt().map(Instant::toEpochMilli).orElse(null))
                .execute();
    }

    /** Finds an invoice. */
    Optional<Invoice> find(long id) {
        return db.query("SELECT * FROM hostkey_invoice WHERE id = :id")
                .bind("id", id)
                .map(INVOICE)
                .findOne();
    }

    /** Lists the invoices of a client, the newest first. */
    List<Invoice> list(String login) {
        return db.query("SELECT * FROM hostkey_invoice WHERE login = :login ORDER BY id DESC")
                .bind("login", login)
                .map(INVOICE)
                .list();
    }

    /** Lists a part of the invoices of a client, the newest first. */
    List<Invoice> list(String login, long start, long most) {
        return db.query("SELECT * FROM hostkey_invoice WHERE login = :login ORDER BY id DESC LIMIT :most OFFSET :start")
                .bind("login", login)
                .bind("most", most)
                .bind("start", start)
                .map(INVOICE)
                .list();
    }

    /** Lists the invoices of all clients for servers, the oldest first. */
    List<Invoice> listHosting() {
        return db.query("SELECT * FROM hostkey_invoice WHERE item_type = :hosting ORDER BY id")
                .bind("hosting", HOSTING)
                .map(INVOICE)
                .list();
    }

    /** Lists the invoices of a client for one of its servers, the newest first. */
    List<Invoice> listForServer(String login, long server) {
        return db.query(
                        "SELECT * FROM hostkey_invoice WHERE login = :login AND server = :server AND item_type = :hosting"
                                + " ORDER BY id DESC")
                .bind("login", login)
                .bind("server", server)
                .bind("hosting", HOSTING)
                .map(INVOICE)
                .list();
    }

    /** Counts the invoices of a client. */
    int count(String login) {
        return db.query("SELECT COUNT(*) FROM hostkey_invoice WHERE login = :login")
                .bind("login", login)
                .mapTo(Integer.class)
                .one();
    }

    /** Counts the unpaid invoices of a client. */
    int countUnpaid(String login) {
        return db.query("SELECT COUNT(*) FROM hostkey_invoice WHERE login = :login AND status = 'UNPAID'")
                .bind("login", login)
                .mapTo(Integer.class)
                .one();
    }

    /** An invoice is paid. */
    void pay(long id, Instant at) {
        db.update("UPDATE hostkey_invoice SET status = 'PAID', paid_at = :at WHERE id = :id")
                .bind("at", at.toEpochMilli())
                .bind("id", id)
                .execute();
    }

    /** An invoice is cancelled or refunded. */
    void end(long id, Status status, Instant at) {
        db.update("UPDATE hostkey_invoice SET status = :status, ended_at = :at WHERE id = :id")
                .bind("status", status.name())
                .bind("at", at.toEpochMilli())
                .bind("id", id)
                .execute();
    }

    /** Sets how much of an invoice was paid from the credit, in cents. */
    void setCredit(long id, long cents) {
        db.update("UPDATE hostkey_invoice SET credit = :credit WHERE id = :id")
                .bind("credit", cents)
                .bind("id", id)
                .execute();
    }

    /** Says which server an invoice is about. */
    void setServer(long id, long server) {
        db.update("UPDATE hostkey_invoice SET server = :server WHERE id = :id")
                .bind("server", server)
                .bind("id", id)
                .execute();
    }
}
