package dev.hostdouble.vss;

import dev.hostdouble.core.Draws;
import dev.hostdouble.core.Operation;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Jobs;
import java.util.Objects;

/** The sections of the page, wired together on one world's database, its start state put in. */
final class Sections {
    final VssDialect dialect;
    final FileDao files;
    final Token token;
    final Operation isoList;
    final Iso iso;
    final UserIso userIso;
    final ImageSync imageSync;
    final UserSection user;

    Sections(Database db, Jobs jobs, Draws seed, VssState state, boolean anyone) {
        UserDao userDao = new UserDao(db);
        TokenDao tokenDao = new TokenDao(db, anyone);
        ImageDao imageDao = new ImageDao(db);
        RequestDao requestDao = new RequestDao(db);
        files = new FileDao(db, userDao);
        new Loader(db, userDao, imageDao, files, new Catalogue(seed)).load(state);

        VssState.Options options = state.options();
        RateLimit rateLimit = new RateLimit(state.enforceRateLimit());
        Urls urls = new Urls(options.trustForwarded());
        Envelopes envelopes = new Envelopes(urls, seed);
        Paging paging = new Paging(urls, options.carryView());
        Syncs syncs = new Syncs(
                jobs,
                requestDao,
                imageDao,
                files,
                seed,
                Objects.requireNonNull(state.courses().get(Courses.SYNC)));
        boolean otp = options.mfa() == VssState.Mfa.REQUIRED;
        dialect = new VssDialect(tokenDao, rateLimit);
        token = new Token(userDao, tokenDao, rateLimit, options.mfa(), seed);
        iso = new Iso(imageDao, paging, envelopes, urls, options.extraCommas());
        isoList = options.profile() == VssState.Profile.CURRENT
                ? iso::list
                : new IsoBeforePaging(imageDao, envelopes)::list;
        userIso = new UserIso(imageDao, syncs, paging, envelopes, urls, options);
        imageSync = new ImageSync(requestDao, syncs, paging, envelopes, urls, options.extraCommas());
        user = new UserSection(userDao, tokenDao, envelopes, otp);
    }
}
