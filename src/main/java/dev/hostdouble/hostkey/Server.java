package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.ServerDao.Disc;
import java.time.Instant;
import java.util.Locale;

/**
 * One server.
 *
 * @param location the code of its data centre, such as {@code NL}
 * @param group the name of its group, or the empty string
 * @param virtual false for bare metal
 * @param os the id of its operating system in the catalogue; 0 if none is known
 * @param suspended whether the provider has suspended it: it is off, and its customer can change nothing about it (assumed)
 */
record Server(
        long id,
        String owner,
        String name,
        String preset,
        String ip,
        String location,
        String group,
        boolean running,
        boolean suspended,
        Disc drive,
        int memoryMb,
        int diskGb,
        int cpus,
        boolean virtual,
        long os,
        Instant createdAt) {

    /** The target name that jobs use. */
    String target() {
        return "server/" + id;
    }

    /** {@code rent}, or {@code power_off} where the power is off (observed), or {@code suspended} (assumed). */
    String status() {
        if (suspended) {
            return ServerDao.SUSPENDED;
        }
        return running ? "rent" : "power_off";
    }

    /** {@code running}, {@code stopped} or {@code suspended}. */
    String state() {
        if (suspended) {
            return ServerDao.SUSPENDED;
        }
        return running ? ServerDao.RUNNING : ServerDao.STOPPED;
    }

    /** Returns a copy in such a state. */
    Server in(String state) {
        return new Server(
                id,
                owner,
                name,
                preset,
                ip,
                location,
                group,
                state.equals(ServerDao.RUNNING),
                state.equals(ServerDao.SUSPENDED),
                drive,
                memoryMb,
                diskGb,
                cpus,
                virtual,
                os,
                createdAt);
    }

    /** Returns a copy with another operating system. */
    Server withOs(long newOs) {
        return new Server(
                id, owner, name, preset, ip, location, group, running, suspended, drive, memoryMb, diskGb, cpus,
                virtual, newOs, createdAt);
    }

    /** The address of its network card, made from the id. */
    String mac() {
        return String.format(
                Locale.ROOT, "56:6f:%02x:%02x:%02x:%02x", id >> 24 & 255, id >> 16 & 255, id >> 8 & 255, id & 255);
    }

    /** Returns a copy with another power state, drive and name. */
    Server with(boolean nowRunning, Disc newDrive, String newName) {
        return new Server(
                id,
                owner,
                newName,
                preset,
                ip,
                location,
                group,
                nowRunning,
                suspended,
                newDrive,
                memoryMb,
                diskGb,
                cpus,
                virtual,
                os,
                createdAt);
    }
}
