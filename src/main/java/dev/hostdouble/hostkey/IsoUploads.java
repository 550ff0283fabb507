package dev.hostdouble.hostkey;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.AsyncTasks.Task;
import dev.hostdouble.hostkey.IsoDao.Iso;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.provider.Call;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** HOSTKEY, page "Iso": uploading images by URL. The URL is checked for its form and never fetched. */
final class IsoUploads {
    private static final long MEBIBYTE = 1 << 20;
    private static final int MAX_PORT = 65_535;
    private static final String SUFFIX = ".iso";

    /** What the history says of an upload (documented). */
    static final String UPLOADED = "ISO uploaded";

    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9._+ -]+");

    private final AccountDao accounts;
    private final IsoDao isos;
    private final HistoryDao history;
    private final AsyncTasks tasks;
    private final RandomSource seed;

    IsoUploads(AccountDao accounts, IsoDao isos, HistoryDao history, AsyncTasks tasks, RandomSource seed) {
        this.accounts = accounts;
        this.isos = isos;
        this.history = history;
        this.tasks = tasks;
        this.seed = seed;
    }

    /** upload: the image is there at once, and becomes active with a size when the task has ended (assumed). */
    Reply upload(Call call) {
        Account caller = accounts.caller(call);
        Input input = Input.checked(call);
        String url = input.text("params[url]").orElseThrow();
        String file = fileName(url).orElseThrow(() -> {
            call.restsOn(HostkeyFact.FILE_IN_URL);
            return HostkeyError.INVALID_URL.with();
        });
        if (!caller.isClient() && input.text("params[customer_id]").isEmpty()) {
            throw HostkeyError.INCORRECT_PARAMS.with();
        }
        Account owner = owner(call, input, caller);
        if (input.id("params[customer_id]")
                .filter(number -> number != owner.customer())
                .isPresent()) {
            throw notAClient(call);
        }
        boolean hasSuffix = file.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
        if (!hasSuffix) {
            call.restsOn(HostkeyFact.UPLOAD_NAME);
        }
        String name = hasSuffix ? file.substring(0, file.length() - SUFFIX.length()) : file;
        Iso iso = new Iso(
                isos.next(),
                name,
                name,
                name + SUFFIX,
                owner.login(),
                "",
                false,
                IsoDao.PENDING,
                0,
                call.now(),
                call.now());
        isos.insert(iso);
        String key = tasks.start(call, Task.of(call, iso.target(), caller.login()));
        return HostkeyReply.iso("upload", new Uploading(iso.id(), name, url, key));
    }

    /** Whose images they are: the client's own, or those of the client whom staff names (documented). */
    private Account owner(Call call, Input input, Account caller) {
        if (caller.isAdministrator()) {
            call.restsOn(HostkeyFact.ADMINISTRATOR_AS_STAFF);
        }
        Optional<String> email = input.text("params[email]");
        if (email.isEmpty() && !caller.isClient()) {
            throw HostkeyError.INCORRECT_PARAMS.with();
        }
        return accounts.findClient(email.orElse(caller.login()))
                .filter(client -> !caller.isClient() || client.equals(caller))
                .orElseThrow(() -> notAClient(call));
    }

    private static ApiException notAClient(Call call) {
        call.restsOn(HostkeyFact.OWNER_IS_A_CLIENT);
        return HostkeyError.INCORRECT_PARAMS.with();
    }

    /** Whether a text is an https URL (the page: {@code https://...}). */
    static boolean isUrl(String text) {
        return url(text).isPresent();
    }

    private static Optional<URI> url(String text) {
        try {
            URI url = new URI(text);
            boolean good =
                    "https".equalsIgnoreCase(url.getScheme()) && url.getHost() != null && url.getPort() <= MAX_PORT;
            return good ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The last segment of a URL's path; empty if it is no name of a file. */
    private static Optional<String> fileName(String text) {
        return url(text)
                .map(url -> url.getPath().substring(url.getPath().lastIndexOf('/') + 1))
                .filter(file -> FILE.matcher(file).matches());
    }

    /** uploaded: a client's own images; staff names the client. */
    Reply uploaded(Call call) {
        Account caller = accounts.caller(call);
        Account owner = owner(call, Input.checked(call), caller);
        List<Iso> images = isos.listPrivate(owner.login());
        if (images.stream().anyMatch(iso -> iso.status().equals(IsoDao.PENDING))) {
            call.restsOn(HostkeyFact.UPLOAD_IS_LISTED_AT_ONCE);
        }
        if (images.stream().anyMatch(iso -> iso.status().equals(IsoDao.ERROR))) {
            call.restsOn(HostkeyFact.KNOWN_STATUSES);
        }
        return HostkeyReply.iso(
                "uploaded",
                images.stream()
                        .map(iso -> new Uploaded(iso.id(), iso.isoName(), iso.status()))
                        .toList());
    }

    JobCompletion uploadCompletion() {
        return new UploadCompletion();
    }

    private final class UploadCompletion implements JobCompletion {
        @Override
        public String finished(Job job, Instant at) {
            Iso iso = image(job).orElseThrow(HostkeyError.ISO_NOT_FOUND::with);
            long size = (400L + seed.stream("hostkey.size", iso.id()).nextInt(5000)) * MEBIBYTE;
            isos.update(iso.with(IsoDao.ACTIVE, size, at));
            history.record(iso, "upload", UPLOADED, login(job), at);
            return TaskResult.of("ISO uploaded", CompanionFact.TASK_RESULTS);
        }

        @Override
        public void failed(Job job, Instant at) {
            image(job).ifPresent(iso -> {
                isos.update(iso.with(IsoDao.ERROR, 0, at));
                history.record(iso, "upload", "ISO upload failed", login(job), at);
            });
        }

        private Optional<Iso> image(Job job) {
            return isos.find(Long.parseLong(job.targetId()));
        }

        private String login(Job job) {
            return AsyncTasks.data(job, String.class);
        }
    }

    private record Uploading(long id, String name, String url, String key) {}

    private record Uploaded(long id, String name, String status) {}
}
