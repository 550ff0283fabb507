package dev.hostdouble.vss;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;

/** What replies about images of other kinds than ISO, and about virtual machines, rest on. */
enum ComputeFact implements Fact {
    PAGED_KINDS(
            Evidence.OBSERVED,
            "the personal lists of floppy images, VM images and VMDK files have `meta.pages`",
            "clients read it",
            "user_floppy.list user_vm_image.list user_vmdk.list"),
    VMDK_MEMBERS(
            "the `type` of a sync of VMDK files is `vmdk_sync`, and `run_time` is how long it ran, in whole seconds",
            "clients read `run_time`; its form is unknown",
            "vmdk_sync.*"),
    VM_FIELDS(
            "virtual machines can be filtered and sorted by each of their simple members, and by `path`, that of the folder",
            "official clients filter by `moref`, `uuid`, `name`, `hostname`, `ip_address` and `path`",
            "vm.list"),
    VM_MEMBERS(
            "a virtual machine has the hardware version vmx-13, one disk, one network adapter, no floppy drive, no snapshot"
                    + " and no alarm",
            "clients read these members; their values are unknown",
            "vm.get"),
    CD_MEMBERS(
            "a drive is connected while its machine is on and the image in it exists; `backing` is the path of the image, or"
                    + " `client`",
            "clients read these members; their values are unknown",
            "vm_cd.get"),
    IMAGE_GONE("a drive keeps the path of an image that is gone, and is not connected", "", "vm_cd.get"),
    CLIENT_DRIVE(
            "the word `client`, or a JSON object without `iso` that has at most the members `schedule` and `user_meta`, connects the"
                    + " client's own drive instead of an image; any other request without `iso` is refused",
            "official clients use the word for new drives, and leave `iso` out for existing ones",
            "vm_cd.update"),
    ISO_BY_ID("an image may also be named by its id", "official clients do so for new drives", "vm_cd.update"),
    CHANGE_MEMBERS(
            "the `attribute` of a change of a drive is `cd`, its `value` a list with the path of the image or `client`; it"
                    + " needs no approval",
            "clients read these members; their values are unknown",
            "change.*");

    private final Details details;

    ComputeFact(String statement, String source, String operations) {
        this(Evidence.ASSUMED, statement, source, operations);
    }

    ComputeFact(Evidence evidence, String statement, String source, String operations) {
        details = Details.of(evidence, statement, source, operations);
    }

    @Override
    public Details details() {
        return details;
    }
}
