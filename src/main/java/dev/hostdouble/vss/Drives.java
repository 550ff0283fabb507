package dev.hostdouble.vss;

import java.util.List;
import java.util.stream.IntStream;

/** What is in the drives of virtual machines. */
final class Drives {
    private final Vms vms;
    private final DriveDao changed;

    Drives(Vms vms, DriveDao changed) {
        this.vms = vms;
        this.changed = changed;
    }

    /** Returns the path of the ISO image in a drive; the empty text if it is passed through from the client. */
    String iso(VmYaml vm, int unit) {
        return changed.find(vm.moref(), unit)
                .orElseGet(() -> vm.drives().get(unit - 1).iso());
    }

    /** Puts an image into a drive, or with an empty path the client's own drive. */
    void put(String vm, int unit, String iso) {
        changed.put(vm, unit, iso);
    }

    /** The morefs of a user's machines that have an image in a drive. */
    List<String> holding(String user, String iso) {
        return vms.of(user).stream()
                .filter(vm -> IntStream.rangeClosed(1, vm.drives().size())
                        .anyMatch(unit -> iso(vm, unit).equals(iso)))
                .map(VmYaml::moref)
                .toList();
    }
}
