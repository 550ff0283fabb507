package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.IsoDao.Iso;
import dev.hostdouble.provider.Call;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HOSTKEY, page "Iso": lists of images and their history. */
final class IsoLists {
    private static final Pattern NEGATIVE = Pattern.compile("-\\d+");

    private final AccountDao accounts;
    private final IsoDao isos;
    private final ServerDao servers;
    private final HistoryDao history;

    IsoLists(AccountDao accounts, IsoDao isos, ServerDao servers, HistoryDao history) {
        this.accounts = accounts;
        this.isos = isos;
        this.servers = servers;
        this.history = history;
    }

    /**
     * list_iso: the images that a server can mount. Clients must name one of their servers (documented). For staff, a
     * server limits the list to public images and those of its owner (assumed).
     */
    Reply listIso(Call call) {
        Account caller = accounts.caller(call);
        Optional<Long> id = Input.checked(call).id("id");
        if (id.isEmpty() && caller.isClient()) {
            throw HostkeyError.SERVER_ID_REQUIRED.with();
        }
        Optional<Server> server = servers.find(call, id, caller);
        if (id.isPresent() && server.isEmpty()) {
            throw HostkeyError.SERVER_NOT_FOUND.with();
        }
        List<Iso> visible =
                isos.list().stream().filter(iso -> iso.visibleTo(caller)).toList();
        List<Image> images = visible.stream()
                .filter(iso -> iso.status().equals(IsoDao.ACTIVE))
                .filter(iso -> server.isEmpty()
                        || !iso.isPrivate()
                        || iso.owner().equals(server.get().owner()))
                .map(Image::of)
                .toList();
        if (id.isEmpty()) {
            call.restsOn(HostkeyFact.LIST_WITHOUT_SERVER);
        }
        if (images.size() < visible.size()) {
            call.restsOn(HostkeyFact.LISTED_IMAGES);
        }
        return HostkeyReply.of(new Images("OK", "list_iso", "iso", id.orElse(null), images));
    }

    /** history: the operations on an image; empty if the image is missing or not visible (assumed). */
    Reply history(Call call) {
        Account caller = accounts.caller(call);
        Optional<String> text = Input.of(call).text("id");
        if (text.isPresent()
                && Input.of(call).id("id").isEmpty()
                && !NEGATIVE.matcher(text.get()).matches()) {
            call.restsOn(HostkeyFact.ID_FORM); // the page shows it of -1
        }
        long id = Input.checked(call).id("id").orElseThrow();
        boolean isVisible = isos.find(call, Optional.of(id), caller).isPresent()
                || (!caller.isClient() && isos.find(id).isEmpty());
        List<HistoryDao.Event> events = isVisible ? history.of(id) : List.of();
        if (events.isEmpty()) {
            call.restsOn(HostkeyFact.HISTORY_OF_NOTHING);
        }
        if (events.size() > 1) {
            call.restsOn(HostkeyFact.HISTORY_ORDER);
        }
        if (!events.stream()
                .allMatch(event ->
                        event.type().equals("upload") && event.message().equals(IsoUploads.UPLOADED))) {
            call.restsOn(HostkeyFact.HISTORY_WORDS);
        }
        return HostkeyReply.iso("history", events.stream().map(Event::of).toList());
    }

    /** {@code server_id} is null if staff named no server (assumed); size is in bytes. */
    private record Images(
            String result,
            String action,
            String module,
            @JsonProperty("server_id") @Nullable Long serverId,
            @JsonProperty("iso_images") List<Image> isoImages) {}

    private record Image(
            long id,
            @JsonProperty("iso_name") String isoName,
            String description,
            long size,
            @JsonProperty("created_at") String createdAt) {
        static Image of(Iso iso) {
            return new Image(iso.id(), iso.isoName(), iso.description(), iso.size(), Times.iso(iso.createdAt()));
        }
    }

    private record Event(
            long id,
            String date,
            String description,
            String type,
            String login,
            String message,
            @JsonProperty("iso_name") String isoName) {
        static Event of(HistoryDao.Event event) {
            return new Event(
                    event.id(),
                    Times.plain(event.at()),
                    event.message(),
                    event.type(),
                    event.login(),
                    event.message(),
                    event.isoName());
        }
    }
}
