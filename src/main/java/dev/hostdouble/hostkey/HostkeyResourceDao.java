package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import dev.hostdouble.job.JobFault.Purge;
import dev.hostdouble.provider.ResourceDao;
import dev.hostdouble.provider.ResourceTable;
import dev.hostdouble.provider.ResourceTable.Listing;
import java.util.stream.Collectors;

/** What HOSTKEY has in a world, as people look at it; its kinds have the names that the changes of the provider use. */
final class HostkeyResourceDao {
    private static final String SERVERS = """
            id, NULLIF(name, '') AS name,
            CASE WHEN suspended THEN 'suspended' WHEN running THEN 'running' ELSE 'stopped' END AS state,
            """ + openJob("'server/' || s.id") + """
            , owner, ip,
            (SELECT LISTAGG(ip, ', ') WITHIN GROUP (ORDER BY number) FROM hostkey_address WHERE server = s.id) AS other_ips,
            location, preset, cpus, memory_mb, disk_gb, virtual, NULLIF(drive_name, '') AS drive,
            NULLIF(drive, 0) AS drive_iso, created_at AS created_at_ms""";

    private static final String ORDERS = """
            invoice AS id, NULLIF(hostname, '') AS name, REPLACE(LOWER(state), '_', ' ') AS state,
            """ + openJob("'order/' || s.invoice") + """
            , login AS owner, callback AS callback_key, NULLIF(server, 0) AS server,
            (SELECT CONCAT(LEFT(status, 1), LOWER(SUBSTRING(status FROM 2))) FROM hostkey_invoice WHERE id = s.invoice)
              AS invoice_status,
            preset, location, NULLIF(os, 0) AS os, addresses""";

    private static final String INVOICES = """
            id, description AS name, CONCAT(LEFT(status, 1), LOWER(SUBSTRING(status FROM 2))) AS state, login AS owner,
            item_type AS type, CAST(total / 100.0 AS DECIMAL(18, 2)) AS total,
            CAST(credit / 100.0 AS DECIMAL(18, 2)) AS from_credit, currency, NULLIF(server, 0) AS server,
            created_at AS created_at_ms, paid_at AS paid_at_ms""";

    private static final String KEYS = """
            callback AS id, state, job, operation, target,
            COALESCE((SELECT NULLIF(server, 0) FROM hostkey_order o WHERE o.callback = s.callback),
              CASE WHEN target LIKE 'server/%' THEN CAST(SUBSTRING(target FROM 8) AS BIGINT) END) AS server,
            failure, delivered_at AS delivered_at_ms""";

    /**
     * In the order of their tasks. An order that waits for its payment has no task yet, so its key comes last. Each part
     * has a limit, because otherwise all keys would be read.
     */
    private static final String LATEST_KEYS =
            """
            ((SELECT number, REPLACE(id, 'PURGED', '') AS callback, CASE WHEN id LIKE 'PURGED%' THEN 'purged'
                WHEN NOT settled THEN 'waiting' WHEN timeline LIKE 'FAILED|%' THEN 'failed' ELSE 'ready' END AS state,
              CASE WHEN NOT settled THEN id END AS job, operation, target,
              CASE WHEN settled AND timeline LIKE 'FAILED|%' THEN COALESCE(failure, refusal) END AS failure,
              CAST(NULL AS BIGINT) AS delivered_at
              FROM job WHERE TASKS ORDER BY number DESC LIMIT :limit)
            UNION ALL
            (SELECT job, callback, 'delivered', NULL, operation, target, NULL, delivered_at FROM hostkey_delivery ORDER BY job DESC LIMIT :limit)
            UNION ALL
            (SELECT 1000000000000000000 + invoice, callback, 'unpaid', NULL, NULL, 'order/' || invoice, NULL, NULL
              FROM hostkey_order WHERE state = 'AWAITING_PAYMENT' ORDER BY invoice DESC LIMIT :limit)) s""".replace("PURGED", Purge.idOf("")).replace("TASKS", tasks());

    private static final String ALL_KEYS = """
            (SELECT number FROM job WHERE TASKS UNION ALL SELECT job FROM hostkey_delivery
            UNION ALL SELECT invoice FROM hostkey_order WHERE state = 'AWAITING_PAYMENT') s""".replace("TASKS", tasks());

    private static final String ISOS = """
            id, name, status AS state,
            """ + openJob("'iso/' || s.id") + """
            , NULLIF(owner, '') AS owner, iso_name AS file, short_name, size, admin_only, created_at AS created_at_ms,
            updated_at AS updated_at_ms""";

    private static final String SNAPSHOTS = """
            number AS id, name, CASE WHEN ready THEN 'ready' ELSE 'being created' END AS state, server, snapshot_id, type,
            total_size AS size, NULLIF(drive_name, '') AS drive, taken_at AS taken_at_ms""";

    static final ResourceTable<HostkeyResourceDao> TABLE = new ResourceTable<HostkeyResourceDao>()
            .row("server", rows(SERVERS, "hostkey_server s", "id"))
            .row("order", rows(ORDERS, "hostkey_order s", "invoice"))
            .row("invoice", rows(INVOICES, "hostkey_invoice s", "id"))
            .row(
                    "callback-key",
                    (in, now, limit) -> in.tables.latest(KEYS, LATEST_KEYS, ALL_KEYS, "number", now, limit))
            .row("iso", rows(ISOS, "hostkey_iso s", "id"))
            .row("snapshot", rows(SNAPSHOTS, "hostkey_snapshot s", "number"))
            .row("account", rows("""
                    login AS id, LOWER(role) AS state, customer, CAST(credit / 100.0 AS DECIMAL(18, 2)) AS credit, currency""", "hostkey_account s", "position"))
            .row("tag", rows("id, tag AS name, server, tag_value AS content", "hostkey_tag s", "id"))
            .row("ssh-key", rows("id, name, owner, is_default, created_at AS created_at_ms", "hostkey_ssh_key s", "id"))
            .row("api-key", rows("""
                    id, name, CASE WHEN active THEN 'active' ELSE 'inactive' END AS state, owner, NULLIF(server, 0) AS server,
                    NULLIF(ip, '') AS addresses, created_at AS created_at_ms""", "hostkey_api_key s", "id"))
            .row("ticket", rows("""
                    id, subject AS name, CASE WHEN is_open THEN 'open' ELSE 'closed' END AS state, login AS owner,
                    NULLIF(server, 0) AS server, created_at AS created_at_ms""", "hostkey_ticket s", "id"));

    private final ResourceDao tables;

    HostkeyResourceDao(Database db) {
        this.tables = new ResourceDao(db);
    }

    private static Listing<HostkeyResourceDao> rows(String columns, String from, String order) {
        return (in, now, limit) -> in.tables.latest(columns, from, order, now, limit);
    }

    private static String openJob(String target) {
        return ResourceDao.openJob(HostkeyApi.NAME, target);
    }

    /** The condition of tasks with a key that a client knows. */
    private static String tasks() {
        return HostkeyOperations.TABLE.operations().stream()
                .flatMap(operation -> operation.job().stream())
                .filter(type -> !type.ticketed())
                .map(type -> "'" + type.operation() + "'")
                .collect(Collectors.joining(", ", "provider = 'hostkey' AND operation NOT IN (", ")"));
    }
}
