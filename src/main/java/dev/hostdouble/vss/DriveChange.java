package dev.hostdouble.vss;

import dev.hostdouble.job.Job;
import java.util.Objects;

/**
 * A change of what is in a drive: the argument of its job.
 *
 * @param iso the path of an ISO image; the empty text for the client's own drive
 * @param vm the moref of a machine
 * @param vmName its name
 */
record DriveChange(String iso, int unit, String vm, String vmName) {
    /** The most drives that a machine has. */
    private static final int MOST = 4;

    private static final String OPERATION = VssApi.NAME + "/vm_cd.update";

    DriveChange {
        Objects.requireNonNull(iso);
        Objects.requireNonNull(vm);
        Objects.requireNonNull(vmName);
        if (unit < 1 || unit > MOST) {
            throw new IllegalArgumentException("a machine has no drive " + unit);
        }
    }

    static boolean isOf(Job job) {
        return job.operation().equals(OPERATION);
    }

    static DriveChange of(Job job) {
        return VssJson.decode(job.argument(), DriveChange.class);
    }

    /** The change as the argument of a job. */
    String text() {
        return VssJson.encode(this).text();
    }
}
