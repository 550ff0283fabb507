package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.Paging.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** VSS, virtual machines: {@code /v2/vm}, those of the caller (members read by clients). */
final class VmSection {
    static final String PATH = "/v2/vm";

    /** The name of a machine in paths. */
    static final String VM = "vm";

    /** The state of a machine that scenarios can test. */
    static final List<String> STATE = List.of("vm.moref", "vm.name", "vm.power_state");

    private final Vms vms;
    private final UnstoredListDao<Row> list;
    private final Paging paging;
    private final ResponseEnvelope envelopes;
    private final Urls urls;

    VmSection(Database db, TextOrder order, Vms vms, Paging paging, ResponseEnvelope envelopes, Urls urls) {
        this.vms = vms;
        this.paging = paging;
        this.envelopes = envelopes;
        this.urls = urls;
        this.list = new UnstoredListDao<Row>(db, order, Row::number)
                .text("moref", row -> row.vm.moref())
                .text("uuid", row -> row.vm.uuid())
                .text("name", row -> row.vm.name())
                .text("path", row -> row.vm.folder())
                .text("power_state", row -> row.vm.power())
                .text("hostname", row -> row.vm.hostname())
                .text("ip_address", row -> row.vm.ipAddress())
                .text("guest_full_name", row -> row.vm.guestName())
                .number("cpu_count", row -> row.vm.cpu())
                .number("memory_gb", row -> row.vm.memoryGb())
                .number("provisioned_gb", row -> row.vm.diskGb())
                .time("create_date", row -> Instant.parse(row.vm.createdOn()));
    }

    /** A machine and its place among those of the user. */
    private record Row(long number, VmYaml vm) {}

    /** List machines: as URLs, or as objects with {@code expand=1}. */
    Reply list(Call call) {
        boolean expanded = Paging.isExpanded(call);
        List<VmYaml> own = vms.of(call.account());
        List<Row> rows = LongStream.range(0, own.size())
                .mapToObj(number -> new Row(number, own.get((int) number)))
                .toList();
        Page<VmYaml> page = paging.page(call, PATH, list.of(rows, Row::vm));
        if (!page.query().conditions().isEmpty() || !page.query().keys().isEmpty()) {
            call.restsOn(ComputeFact.VM_FIELDS);
        }
        List<?> data = expanded
                ? page.rows().stream().map(VmListJson::of).toList()
                : page.rows().stream()
                        .map(vm -> urls.of(call, PATH + "/" + vm.moref()))
                        .toList();
        return envelopes.page(call, PATH, data, page.links());
    }

    /** One machine. */
    Reply get(Call call) {
        VmYaml vm = find(call);
        call.restsOn(ComputeFact.VM_MEMBERS);
        return envelopes.item(call, PATH + "/" + vm.moref(), VmJson.of(vm));
    }

    /**
     * Finds the machine that a call names, among those of the caller.
     *
     * @throws dev.hostdouble.core.ApiException the 404 if there is none
     */
    VmYaml find(Call call) {
        return vms.find(call.account(), call.path(VM)).orElseThrow(VssError.NOT_FOUND::with);
    }

    Map<String, Object> state(Call call) {
        return vms.find(call.account(), call.path(VM))
                .<Map<String, Object>>map(
                        vm -> Map.of("vm.moref", vm.moref(), "vm.name", vm.name(), "vm.power_state", vm.power()))
                .orElse(Map.of());
    }

    /** A machine as lists show it. */
    private record VmListJson(
            @JsonProperty("cpu_count") long cpuCount,
            @JsonProperty("create_date") String createDate,
            Folder folder,
            @JsonProperty("guest_full_name") String guestFullName,
            String hostname,
            @JsonProperty("ip_address") String ipAddress,
            @JsonProperty("memory_gb") long memoryGb,
            String moref,
            String name,
            @JsonProperty("power_state") String powerState,
            @JsonProperty("provisioned_gb") long provisionedGb,
            String uuid) {
        static VmListJson of(VmYaml vm) {
            return new VmListJson(
                    vm.cpu(),
                    Times.text(Instant.parse(vm.createdOn())),
                    new Folder(vm.folder()),
                    vm.guestName(),
                    vm.hostname(),
                    vm.ipAddress(),
                    vm.memoryGb(),
                    vm.moref(),
                    vm.name(),
                    vm.power(),
                    vm.diskGb(),
                    vm.uuid());
        }
    }

    private record Folder(String path) {}
}
