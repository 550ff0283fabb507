package dev.hostdouble.hosterapi;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.hostdouble.hosterapi.ServerDao.Config;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A backup of a start state: its Unix time alone, or with what the server was then; null where it was as it is now. */
record BackupYaml(
        long takenAt,
        @Nullable Integer cpuCores,
        @Nullable Integer mem,
        @Nullable String disk,
        @Nullable String template,
        @Nullable String password) {
    @JsonCreator
    BackupYaml {}

    /** A backup of the server as it is. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static BackupYaml of(long takenAt) {
        return new BackupYaml(takenAt, null, null, null, null, null);
    }

    /** The configuration that it restores. */
    Config config(Config now) {
        return new Config(
                Objects.requireNonNullElse(cpuCores, now.cpuCores()),
                Objects.requireNonNullElse(mem, now.mem()),
                Objects.requireNonNullElse(disk, now.disk()),
                Objects.requireNonNullElse(template, now.template()));
    }

    /** The password that it restores. */
    String password(String now) {
        return Objects.requireNonNullElse(password, now);
    }
}
