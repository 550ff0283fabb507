package dev.hostdouble.vss;

import static dev.hostdouble.core.Evidence.ASSUMED;
import static dev.hostdouble.core.Evidence.OBSERVED;
import static dev.hostdouble.provider.Parameter.text;

import dev.hostdouble.provider.OperationRow;
import dev.hostdouble.provider.OperationTable;
import java.util.function.Function;

/** What clients call around ISO images: floppy images, VM images, VMDK files, and the machines that use images. */
final class ComputeOperations {
    private static final String GET = "GET";
    private static final String LIKE_ISO = "clients read it like that of ISO images";
    private static final String SHOWN_LIKE_ISO = "as that of an ISO image";
    private static final String MEMBERS = "members seen in clients";
    private static final String LIKE_TASKS = "no source shows it; as that of other tasks";
    private static final String ID = "/{id}";

    private ComputeOperations() {}

    /** The rows; made once, by the table of all operations. */
    static OperationTable<Sections> table() {
        return new OperationTable<>(
                publicList("floppy", ImageKind.FLOPPY, s -> s.floppy),
                publicGet("floppy", ImageKind.FLOPPY, s -> s.floppy),
                publicList("image", ImageKind.VM, s -> s.vmImage),
                publicGet("image", ImageKind.VM, s -> s.vmImage),
                userList("user_floppy", ImageKind.FLOPPY, s -> s.userFloppy),
                userGet("user_floppy", ImageKind.FLOPPY, s -> s.userFloppy),
                userSync("user_floppy", ImageKind.FLOPPY, s -> s.userFloppy),
                userList("user_vm_image", ImageKind.VM, s -> s.userVmImage),
                userGet("user_vm_image", ImageKind.VM, s -> s.userVmImage),
                userSync("user_vm_image", ImageKind.VM, s -> s.userVmImage),
                userList("user_vmdk", ImageKind.VMDK, s -> s.userVmdk),
                userGet("user_vmdk", ImageKind.VMDK, s -> s.userVmdk),
                userSync("user_vmdk", ImageKind.VMDK, s -> s.userVmdk),
                VssOperations.row("user_file", "list", GET, "/v2/user/file", s -> s.userFiles)
                        .reads()
                        .answers(ASSUMED, VssOperations.LINKED),
                requestList(RequestKind.VMDK_SYNC, s -> s.vmdkSync),
                requestGet(RequestKind.VMDK_SYNC, s -> s.vmdkSync),
                requestList(RequestKind.CHANGE, s -> s.change),
                requestGet(RequestKind.CHANGE, s -> s.change),
                listed(VssOperations.row("vm", "list", GET, VmSection.PATH, s -> s.vm::list))
                        .answers(OBSERVED, MEMBERS),
                VssOperations.row("vm", "get", GET, VmSection.PATH + "/{vm}", s -> s.vm::get)
                        .reads()
                        .about(VmSection.STATE, (s, call) -> s.vm.state(call))
                        .answers(OBSERVED, MEMBERS)
                        .alsoFails(VssError.NOT_FOUND),
                VssOperations.row("vm_cd", "list", GET, CdSection.PATH, s -> s.cd::list)
                        .reads()
                        .about(VmSection.STATE, (s, call) -> s.vm.state(call))
                        .answers(OBSERVED, MEMBERS)
                        .alsoFails(VssError.NOT_FOUND),
                VssOperations.row("vm_cd", "get", GET, CdSection.PATH + "/{unit}", s -> s.cd::get)
                        .reads()
                        .about(VmSection.STATE, (s, call) -> s.vm.state(call))
                        .answers(OBSERVED, MEMBERS)
                        .alsoFails(VssError.NOT_FOUND),
                VssOperations.row("vm_cd", "update", "PATCH", CdSection.PATH + "/{unit}", s -> s.cd::update)
                        .takes(text(CdSection.ISO))
                        .startsJob(VssOperations.request(), s -> s.driveJobs)
                        .about(VmSection.STATE, (s, call) -> s.vm.state(call))
                        .answers(202, ASSUMED, LIKE_TASKS)
                        .alsoFails(VssError.NOT_FOUND, VssError.INVALID_ISO, VssError.INVALID_REQUEST),
                VssOperations.row("status", "get", GET, StatusSection.PATH, s -> s.status::get)
                        .reads()
                        .answers(ASSUMED, "a client asks for it and prints it"));
    }

    private static OperationRow<Sections> listed(OperationRow<Sections> row) {
        return row.reads()
                .takes(
                        VssOperations.PAGE,
                        VssOperations.PER_PAGE,
                        VssOperations.EXPAND,
                        VssOperations.FILTER,
                        VssOperations.SORT)
                .alsoFails(VssError.NOT_FOUND, VssError.INVALID_REQUEST);
    }

    private static OperationRow<Sections> publicList(
            String resource, ImageKind kind, Function<Sections, PublicImageSection> section) {
        return listed(VssOperations.row(resource, "list", GET, kind.publicPath(), s -> section.apply(s)::list))
                .answers(OBSERVED, LIKE_ISO, PublicImageSection.URLS, PublicImageSection.OBJECTS);
    }

    private static OperationRow<Sections> publicGet(
            String resource, ImageKind kind, Function<Sections, PublicImageSection> section) {
        return VssOperations.row(resource, "get", GET, kind.publicPath() + ID, s -> section.apply(s)::get)
                .reads()
                .about(PublicImageSection.STATE, (s, call) -> section.apply(s).state(call.path("id")))
                .answers(ASSUMED, SHOWN_LIKE_ISO)
                .alsoFails(VssError.NOT_FOUND);
    }

    private static OperationRow<Sections> userList(
            String resource, ImageKind kind, Function<Sections, UserImageSection> section) {
        return listed(VssOperations.row(resource, "list", GET, kind.userPath(), s -> section.apply(s)::list))
                .answers(OBSERVED, LIKE_ISO);
    }

    private static OperationRow<Sections> userGet(
            String resource, ImageKind kind, Function<Sections, UserImageSection> section) {
        return VssOperations.row(resource, "get", GET, kind.userPath() + ID, s -> section.apply(s)::get)
                .reads()
                .answers(ASSUMED, SHOWN_LIKE_ISO)
                .alsoFails(VssError.NOT_FOUND);
    }

    private static OperationRow<Sections> userSync(
            String resource, ImageKind kind, Function<Sections, UserImageSection> section) {
        return VssOperations.row(resource, "sync", "PATCH", kind.userPath(), s -> section.apply(s)::sync)
                .startsJob(VssOperations.request(), s -> s.syncs(kind))
                .answers(202, ASSUMED, LIKE_TASKS);
    }

    private static OperationRow<Sections> requestList(RequestKind kind, Function<Sections, RequestSection> section) {
        return listed(VssOperations.row(kind.type(), "list", GET, kind.path(), s -> section.apply(s)::list))
                .answers(OBSERVED, MEMBERS);
    }

    private static OperationRow<Sections> requestGet(RequestKind kind, Function<Sections, RequestSection> section) {
        return VssOperations.row(kind.type(), "get", GET, kind.path() + ID, s -> section.apply(s)::get)
                .reads()
                .answers(OBSERVED, MEMBERS)
                .alsoFails(VssError.NOT_FOUND);
    }
}
