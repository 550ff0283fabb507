package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.IntStream;

/** A virtual machine alone: what clients read of it. */
record VmJson(
        Config config,
        Folder folder,
        Hardware hardware,
        String moref,
        Name name,
        Snapshot snapshot,
        State state,
        Storage storage,
        String uuid) {
    private static final String VERSION = "vmx-13";
    private static final List<Unit> ONE = List.of(new Unit(1));

    static VmJson of(VmYaml vm) {
        List<Unit> drives =
                IntStream.rangeClosed(1, vm.drives().size()).mapToObj(Unit::new).toList();
        return new VmJson(
                new Config(new Os(vm.guestName(), vm.guestId())),
                new Folder(vm.folder()),
                new Hardware(
                        new Cpu(vm.cpu()),
                        new Devices(drives, ONE, List.of(), ONE),
                        new Memory(vm.memoryGb()),
                        VERSION),
                vm.moref(),
                new Name(vm.name()),
                new Snapshot(false),
                new State(List.of(), "green", vm.power()),
                new Storage(vm.diskGb(), vm.diskGb()),
                vm.uuid());
    }

    record Config(Os os) {}

    record Os(
            @JsonProperty("full_name") String fullName,
            @JsonProperty("guest_id") String guestId) {}

    record Folder(String path) {}

    record Hardware(Cpu cpu, Devices devices, Memory memory, String version) {}

    record Cpu(@JsonProperty("cpu_count") long cpuCount) {}

    record Memory(@JsonProperty("memory_gb") long memoryGb) {}

    record Devices(List<Unit> cds, List<Unit> disks, List<Unit> floppies, List<Unit> nics) {}

    record Unit(int unit) {}

    record Name(@JsonProperty("full_name") String fullName) {}

    record Snapshot(boolean exist) {}

    record State(
            List<String> alarms,
            @JsonProperty("overall_status") String overallStatus,
            @JsonProperty("power_state") String powerState) {}

    record Storage(
            @JsonProperty("committed_gb") long committedGb,
            @JsonProperty("provisioned_gb") long provisionedGb) {}
}
