package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.RequestDao.UserRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** VSS, the CD drives of a virtual machine: {@code /v2/vm/{vm}/cd} (members read by clients). */
final class CdSection {
    static final String PATH = VmSection.PATH + "/{" + VmSection.VM + "}/cd";

    /** The number of a drive in paths. */
    static final String UNIT = "unit";

    /** What clients send to choose the image. */
    static final String ISO = "iso";

    private static final String CLIENT = "client";

    /** What every change may have besides its value. */
    private static final Set<String> OPTIONS = Set.of("schedule", "user_meta");

    private final VmSection vms;
    private final Drives drives;
    private final Isos isos;
    private final DriveJobs jobs;
    private final ResponseEnvelope envelopes;
    private final Urls urls;

    CdSection(VmSection vms, Drives drives, Isos isos, DriveJobs jobs, ResponseEnvelope envelopes, Urls urls) {
        this.vms = vms;
        this.drives = drives;
        this.isos = isos;
        this.jobs = jobs;
        this.envelopes = envelopes;
        this.urls = urls;
    }

    /** The drives of a machine: their units, and where each is. */
    Reply list(Call call) {
        String path = path(vms.find(call));
        List<UnitJson> data = IntStream.rangeClosed(1, vms.find(call).drives().size())
                .mapToObj(unit -> new UnitJson(Map.of("self", urls.of(call, path + "/" + unit)), unit))
                .toList();
        return envelopes.items(call, path, data);
    }

    /** One drive, in a list of its own, as clients read it. */
    Reply get(Call call) {
        VmYaml vm = vms.find(call);
        int unit = unit(call, vm);
        call.restsOn(ComputeFact.CD_MEMBERS);
        String iso = drives.iso(vm, unit);
        boolean isThere = !iso.isEmpty() && isos.has(call.account(), iso);
        if (!iso.isEmpty() && !isThere) {
            call.restsOn(ComputeFact.IMAGE_GONE);
        }
        return envelopes.items(call, path(vm) + "/" + unit, List.of(CdJson.of(unit, iso, vm.isOn() && isThere)));
    }

    /**
     * Puts an ISO image into a drive, or the client's own drive: accepts a request; what is in the drive changes when it
     * has been processed.
     */
    Reply update(Call call) {
        VmYaml vm = vms.find(call);
        int unit = unit(call, vm);
        String iso = iso(call);
        UserRequest request = jobs.start(call, new DriveChange(iso, unit, vm.moref(), vm.name()));
        String url = urls.of(call, RequestKind.CHANGE.path() + "/" + request.id());
        return envelopes.accepted(call, path(vm) + "/" + unit, Accepted.of(url, request));
    }

    /** The path of the image that a call names by path or id; empty for the client's own drive. */
    private String iso(Call call) {
        JsonNode sent = JsonBody.of(call).map(members -> members.path(ISO)).orElse(MissingNode.getInstance());
        if (sent.isContainerNode()) {
            throw VssError.INVALID_ISO.with();
        }
        if (sent.isMissingNode() && !isForClient(call)) {
            call.restsOn(ComputeFact.CLIENT_DRIVE);
            throw VssError.INVALID_ISO.with();
        }
        String text = sent.isNull() ? "" : JsonBody.text(call, ISO);
        if (text.isEmpty() || text.equals(CLIENT)) {
            call.restsOn(ComputeFact.CLIENT_DRIVE);
            return "";
        }
        if (isos.has(call.account(), text)) {
            return text;
        }
        String path =
                Ids.read(text).flatMap(id -> isos.path(call.account(), id)).orElseThrow(VssError.INVALID_ISO::with);
        call.restsOn(ComputeFact.ISO_BY_ID);
        return path;
    }

    /** Official clients leave {@code iso} out for the client's own drive, and send at most what all changes may have. */
    private static boolean isForClient(Call call) {
        return JsonBody.of(call)
                        .filter(members ->
                                members.properties().stream().allMatch(member -> OPTIONS.contains(member.getKey())))
                        .isPresent()
                && !QueryString.read(call.request().query()).containsKey(ISO);
    }

    private static String path(VmYaml vm) {
        return VmSection.PATH + "/" + vm.moref() + "/cd";
    }

    private static int unit(Call call, VmYaml vm) {
        return Ids.read(call.path(UNIT))
                .filter(unit -> unit <= Integer.MAX_VALUE && vm.hasDrive(unit.intValue()))
                .map(Long::intValue)
                .orElseThrow(VssError.NOT_FOUND::with);
    }

    private record UnitJson(@JsonProperty("_links") Map<String, String> links, int unit) {}

    /** A drive; {@code backing} is the path of an image, or {@code client}. */
    private record CdJson(
            String backing, boolean connected, Controller controller, String description, String label, int unit) {
        static CdJson of(int unit, String iso, boolean connected) {
            return new CdJson(
                    iso.isEmpty() ? CLIENT : iso,
                    connected,
                    new Controller("IDE", "IDE(0:" + (unit - 1) + ")"),
                    iso.isEmpty() ? "Remote device" : "ISO " + iso,
                    "CD/DVD drive " + unit,
                    unit);
        }
    }

    private record Controller(
            String type,
            @JsonProperty("virtual_device_node") String virtualDeviceNode) {}
}
