package dev.hostdouble.vss;

import java.util.List;
import java.util.Objects;

/**
 * A virtual machine of a user in a start state.
 *
 * @param moref its id, such as {@code vm-2182}
 * @param folder the path of the folder that it lies in
 * @param power poweredOn, poweredOff or suspended
 * @param drives its CD drives; the first is unit 1
 */
record VmYaml(
        String moref,
        String uuid,
        String name,
        String folder,
        String power,
        Long cpu,
        Long memoryGb,
        Long diskGb,
        String hostname,
        String ipAddress,
        String guestId,
        String guestName,
        String createdOn,
        List<Drive> drives) {
    private static final String ON = "poweredOn";

    VmYaml {
        folder = Objects.requireNonNullElse(folder, "Public");
        power = Objects.requireNonNullElse(power, ON);
        cpu = Objects.requireNonNullElse(cpu, 1L);
        memoryGb = Objects.requireNonNullElse(memoryGb, 1L);
        diskGb = Objects.requireNonNullElse(diskGb, 40L);
        hostname = Objects.requireNonNullElse(hostname, "");
        ipAddress = Objects.requireNonNullElse(ipAddress, "");
        guestId = Objects.requireNonNullElse(guestId, "otherGuest");
        guestName = Objects.requireNonNullElse(guestName, "Other");
        createdOn = Objects.requireNonNullElse(createdOn, "2017-11-17T18:43:11Z");
        drives = Objects.requireNonNullElse(drives, List.of(new Drive("")));
    }

    /**
     * A CD drive.
     *
     * @param iso the path of the ISO image in it; empty: it is passed through from the client
     */
    record Drive(String iso) {
        Drive {
            iso = Objects.requireNonNullElse(iso, "");
        }
    }

    boolean isOn() {
        return power.equals(ON);
    }

    boolean hasDrive(int unit) {
        return unit >= 1 && unit <= drives.size();
    }
}
