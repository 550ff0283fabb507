package dev.hostdouble.vss;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.ResourceDao;
import dev.hostdouble.provider.ResourceList;
import dev.hostdouble.provider.ResourceList.Resource;
import dev.hostdouble.provider.ResourceTable;
import dev.hostdouble.provider.ResourceTable.Listing;
import dev.hostdouble.vss.ImageDao.NewImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What VSS has in a world, as people look at it; its kinds have the names that the changes of the provider use. */
final class VssResourceDao {
    private static final String IMAGES = "id, name, path, created_at AS created_at_s, updated_at AS updated_at_s";

    /** The job of a request has its id, and the user as its target. */
    private static final String REQUESTS = """
            s.id AS id, kind AS name, CASE WHEN settled AND timeline LIKE 'FAILED|%' THEN 'failed' WHEN settled THEN 'finished'
              WHEN waits_for <> '' THEN 'waiting' WHEN settled = FALSE THEN 'running' END AS state,
            CASE WHEN settled = FALSE THEN j.id END AS job, username AS "user", task_id, created_at AS created_at_s""";

    private static final String ALL_REQUESTS =
            "vss_request s LEFT JOIN job j ON j.provider = 'vss' AND j.id = CAST(s.id AS VARCHAR)";

    private static final String TOKENS = """
            id, CASE WHEN revoked THEN 'revoked' WHEN deadline <= :elapsed THEN 'expired' ELSE 'valid' END AS state,
            username AS "user", issued_at AS issued_at_ms, deadline AS expires_at_elapsed""";

    private static final String USERS = """
            name AS id, CASE WHEN permitted THEN 'permitted' ELSE 'not permitted' END AS state,
            CASE WHEN enabled_at IS NOT NULL THEN 'enabled' WHEN method IS NOT NULL THEN 'not verified'
              WHEN disabled_at IS NOT NULL THEN 'disabled' ELSE 'never set up' END AS one_time_passwords,
            LOWER(method) AS method, enabled_at AS enabled_at_ms, disabled_at AS disabled_at_ms,
            BITCOUNT(COALESCE(used_codes, 0)) AS used_recovery_codes, created_at AS created_at_ms""";

    static final ResourceTable<VssResourceDao> TABLE = new ResourceTable<VssResourceDao>()
            .row("request", rows(REQUESTS, ALL_REQUESTS, "s.id"))
            .row("user-image", rows("""
                    id, name, LOWER(kind) AS kind, username AS "user", path, created_at AS created_at_s,
                    updated_at AS updated_at_s""", "vss_user_image s", "id"))
            .row("file", rows("""
                    path AS id, CASE WHEN unreadable THEN 'unreadable' END AS state, username AS "user",
                    modified_at AS modified_at_ms""", "vss_file s", "username DESC, path"))
            .row("image", VssResourceDao::images)
            .row("vm", (in, now, limit) -> in.vms(limit))
            .row("user", rows(USERS, "vss_user s LEFT JOIN vss_totp t ON t.username = s.name", "position"))
            .row("token", rows(TOKENS, "vss_token s", "id"))
            .row("message", rows("""
                    id, subject AS name, status AS state, username AS "user", kind, created_at AS created_at_ms""", "vss_message s", "created_at DESC, id"));

    private final ResourceDao tables;
    private final ImageDao images;
    private final Vms vms;
    private final Drives drives;

    VssResourceDao(Database db, ImageDao images, Vms vms, Drives drives) {
        this.tables = new ResourceDao(db);
        this.images = images;
        this.vms = vms;
        this.drives = drives;
    }

    private static Listing<VssResourceDao> rows(String columns, String from, String order) {
        return (in, now, limit) -> in.tables.latest(columns, from, order, now, limit);
    }

    /** The public images: looking at them does not load them. */
    private ResourceList images(WorldTime now, int limit) {
        List<NewImage> unloaded = images.unloaded();
        return unloaded.isEmpty()
                ? tables.latest(IMAGES, "vss_iso s", "id", now, limit)
                : latest(unloaded.stream().map(VssResourceDao::image).toList(), limit);
    }

    private static Resource image(NewImage image) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("path", image.path());
        details.put("createdAt", image.created().toString());
        details.put("updatedAt", image.updated().toString());
        return new Resource(String.valueOf(image.id()), image.name(), null, null, details);
    }

    private static ResourceList latest(List<Resource> all, int limit) {
        return new ResourceList(all.size(), all.subList(Math.max(0, all.size() - limit), all.size()));
    }

    private ResourceList vms(int limit) {
        return latest(
                vms.users().stream()
                        .flatMap(user -> vms.of(user).stream().map(vm -> vm(user, vm)))
                        .toList(),
                limit);
    }

    private Resource vm(String user, VmYaml vm) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("user", user);
        details.put("drives", drives(vm));
        details.put("cpu", vm.cpu());
        details.put("memoryGb", vm.memoryGb());
        details.put("diskGb", vm.diskGb());
        details.put("hostname", textOrNull(vm.hostname()));
        details.put("ip", textOrNull(vm.ipAddress()));
        return new Resource(vm.moref(), vm.name(), vm.power(), null, details);
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** What is in each drive: the path of an image, or the client's own drive. */
    private String drives(VmYaml vm) {
        return IntStream.rangeClosed(1, vm.drives().size())
                .mapToObj(unit -> drives.iso(vm, unit))
                .map(iso -> iso.isEmpty() ? "client" : iso)
                .collect(Collectors.joining(", "));
    }
}
