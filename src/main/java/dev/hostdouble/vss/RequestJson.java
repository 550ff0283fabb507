package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.vss.RequestSection.Progress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests as objects show them. Clients read both user names. */
final class RequestJson {
    private static final String CLIENT = "client";

    private RequestJson() {}

    record Message(List<String> errors, List<String> warnings) {
        static Message of(Progress progress) {
            return new Message(progress.outcome().errors(), progress.outcome().warnings());
        }
    }

    record Requester(String username) {}

    /**
     * A synchronization; {@code added} and {@code deleted} are paths of images.
     *
     * @param runTime how long it ran so far in seconds; only clients of VMDK files read it
     */
    record Sync(
            List<String> added,
            @JsonProperty("created_on") String createdOn,
            List<String> deleted,
            long id,
            Message message,

            @JsonProperty("run_time") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long runTime,

            String status,
            @JsonProperty("task_id") String taskId,
            String type,
            @JsonProperty("updated_on") String updatedOn,
            Requester user,
            String username) {
        static Sync of(RequestKind kind, Progress progress) {
            Duration ran = Duration.between(progress.request().created(), progress.updated());
            return new Sync(
                    progress.outcome().added(),
                    Times.text(progress.request().created()),
                    progress.outcome().deleted(),
                    progress.request().id(),
                    Message.of(progress),
                    kind == RequestKind.VMDK_SYNC ? ran.toSeconds() : null,
                    progress.status(),
                    progress.request().taskId(),
                    kind.type(),
                    Times.text(progress.updated()),
                    new Requester(progress.user()),
                    progress.user());
        }
    }

    /** A change of a virtual machine; {@code value} holds what was asked for. */
    record Change(
            boolean approved,
            String attribute,
            @JsonProperty("created_on") String createdOn,
            long id,
            Message message,
            @JsonProperty("scheduled_datetime") @Nullable String scheduled,
            String status,
            @JsonProperty("task_id") String taskId,
            String type,
            @JsonProperty("updated_on") String updatedOn,
            Requester user,
            String username,
            List<String> value,
            @JsonProperty("vm_moref") String vmMoref,
            @JsonProperty("vm_name") String vmName) {
        static Change of(Progress progress) {
            DriveChange change = DriveChange.of(progress.job());
            return new Change(
                    true,
                    "cd",
                    Times.text(progress.request().created()),
                    progress.request().id(),
                    Message.of(progress),
                    null,
                    progress.status(),
                    progress.request().taskId(),
                    RequestKind.CHANGE.type(),
                    Times.text(progress.updated()),
                    new Requester(progress.user()),
                    progress.user(),
                    List.of(change.iso().isEmpty() ? CLIENT : change.iso()),
                    change.vm(),
                    change.vmName());
        }
    }
}
