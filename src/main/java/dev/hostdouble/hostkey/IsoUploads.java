package dev.hostdouble.hostkey;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.IsoDao.Iso;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** HOSTKEY, page "Iso": uploading images by URL. The URL is checked for its form and never fetched. */
final class IsoUploads {
    private static final long MEBIBYTE = 1 << 20;

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
        Input params = Input.of(call).in("params");
        String url = params.text("url").orElse("");
        String file = fileName(url).orElseThrow(HostkeyError.INVALID_URL::with);
        String owner = owner(params, caller);
        if (!caller.isClient() && params.id("customer_id").isEmpty()) {
            throw HostkeyError.INCORRECT_PARAMS.with();
        }
        String name = file.toLowerCase(Locale.ROOT).endsWith(".iso")
                ? file.substring(0, file.length() - ".iso".length())
                : file;
        Iso iso = new Iso(
                isos.next(), name, name, name + ".iso", owner, "", false, IsoDao.PENDING, 0, call.now(), call.now());
        isos.insert(iso);
        String key = tasks.start(call, iso.target(), new Target(iso.id(), caller.login()));
        return HostkeyReply.iso("upload", new Uploading(iso.id(), name, url, key));
    }

    /** Whose image it is: the client's own, or that of the client whom staff names (documented). */
    private static String owner(Input params, Account caller) {
        return caller.isClient()
                ? caller.login()
                : params.text("email").orElseThrow(HostkeyError.INCORRECT_PARAMS::with);
    }

    /** The last segment of an http or https URL's path; empty for any other text. */
    private static Optional<String> fileName(String text) {
        try {
            URI url = new URI(text);
            boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            String path = url.getPath() == null ? "" : url.getPath();
            String file = path.substring(path.lastIndexOf('/') + 1);
            boolean good = web && url.getHost() != null && file.matches("[A-Za-z0-9._+ -]{1,200}");
            return good ? Optional.of(file) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** uploaded: a client's own images; staff names the client. */
    Reply uploaded(Call call) {
        Account caller = accounts.caller(call);
        String owner = owner(Input.of(call).in("params"), caller);
        List<Uploaded> uploaded = isos.listPrivate(owner).stream()
                .map(iso -> new Uploaded(iso.id(), iso.isoName(), iso.status()))
                .toList();
        return HostkeyReply.iso("uploaded", uploaded);
    }

    JobCompletion uploadCompletion() {
        return new UploadCompletion();
    }

    private final class UploadCompletion implements JobCompletion {
        @Override
        public String finished(Job job, Instant at) {
            Target target = PhpJson.decode(job.argument(), Target.class);
            isos.find(target.id()).ifPresent(iso -> {
                long size = (400L + seed.stream("hostkey.size", iso.id()).nextInt(5000)) * MEBIBYTE;
                isos.update(iso.with(IsoDao.ACTIVE, size, at));
                history.record(iso, "upload", "ISO uploaded", target.login(), at);
            });
            return AsyncTasks.TaskResult.text("ISO uploaded", AsyncTasks.TaskResult.context("upload", target.id()));
        }

        @Override
        public void failed(Job job, Instant at) {
            Target target = PhpJson.decode(job.argument(), Target.class);
            isos.find(target.id()).ifPresent(iso -> {
                isos.update(iso.with("Error", 0, at));
                history.record(iso, "upload", "ISO upload failed", target.login(), at);
            });
        }
    }

    private record Target(long id, String login) {}

    private record Uploading(long id, String name, String url, String key) {}

    private record Uploaded(long id, String name, String status) {}
}
