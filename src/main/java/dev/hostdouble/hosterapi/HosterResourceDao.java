package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import dev.hostdouble.provider.ResourceDao;
import dev.hostdouble.provider.ResourceTable;
import dev.hostdouble.provider.ResourceTable.Listing;

/** What HosterAPI has in a world, as people look at it; its kinds have the names that the changes of the provider use. */
final class HosterResourceDao {
    private static final String VMS = """
            id, CASE WHEN suspended THEN 'suspended' WHEN running THEN 'running' ELSE 'stopped' END AS state,
            """ + openJob("CAST(s.id AS VARCHAR)") + """
            , NULLIF(account, '') AS account,
            (SELECT LISTAGG(address, ', ') WITHIN GROUP (ORDER BY position) FROM hosterapi_ip WHERE server = s.id) AS ips,
            template, cpu_cores, mem, disk,
            (SELECT LISTAGG(package, ', ') WITHIN GROUP (ORDER BY package) FROM hosterapi_installed
              WHERE target = CAST(s.id AS VARCHAR)) AS software,
            CASE WHEN running AND working = 0 THEN booted_at END AS up_since_elapsed""";

    private static final String DEDICATED = """
            id, NULLIF(hostname, '') AS name,
            CASE WHEN NOT order_complete THEN 'ordered' WHEN running THEN 'running' ELSE 'stopped' END AS state,
            """ + openJob("'dedicated/' || s.id") + """
            , NULLIF(account, '') AS account,
            (SELECT LISTAGG(address, ', ') WITHIN GROUP (ORDER BY position) FROM hosterapi_ip WHERE dedicated = s.id) AS ips,
            NULLIF(template, '') AS template, model, NULLIF(mac, '') AS mac, price, location_name AS location""";

    static final ResourceTable<HosterResourceDao> TABLE = new ResourceTable<HosterResourceDao>()
            .row("vm", rows(VMS, "hosterapi_server s", "id"))
            .row("dedicated", rows(DEDICATED, "(SELECT * FROM hosterapi_dedicated WHERE owned) s", "id"))
            .row("backup", rows("""
                    taken_at AS id, server AS vm, taken_at AS taken_at_s, template, cpu_cores, mem, disk""", "hosterapi_backup s", "taken_at"))
            .row("incident", rows("""
                    gid AS id, CASE WHEN ongoing = 1 THEN 'ongoing' ELSE 'over' END AS state, server AS vm, host,
                    CASE WHEN types <> '[]' THEN REPLACE(SUBSTRING(types FROM 3 FOR LENGTH(types) - 4), '","', ', ') END AS types, impact, started AS start, stopped AS stop""", "hosterapi_incident s", "gid"))
            .row("address", rows("""
                    address AS id, hostname AS name, server AS vm, dedicated""", "hosterapi_ip s", "position"))
            .row("console-ticket", rows("""
                    number AS id, CASE WHEN deadline >= :elapsed THEN 'valid' ELSE 'expired' END AS state, target,
                    deadline AS expires_at_elapsed""", "hosterapi_console_ticket s", "number"))
            .row("market", rows("""
                    id, model AS name, CASE WHEN available THEN 'available' ELSE 'sold out' END AS state, price,
                    location_name AS location, cpu_type AS cpu, ram_size AS ram, storage_size AS storage""", "(SELECT * FROM hosterapi_dedicated WHERE NOT owned) s", "id"))
            .row("template", rows("""
                    name AS id, CASE WHEN available THEN 'available' ELSE 'withdrawn' END AS state, dedicated, listed""", "hosterapi_template s", "position"))
            .row("token", rows("id, account", "hosterapi_token s", "id"));

    private final ResourceDao tables;

    HosterResourceDao(Database db) {
        this.tables = new ResourceDao(db);
    }

    private static Listing<HosterResourceDao> rows(String columns, String from, String order) {
        return (in, now, limit) -> in.tables.latest(columns, from, order, now, limit);
    }

    private static String openJob(String target) {
        return ResourceDao.openJob(HosterApi.NAME, target);
    }
}
