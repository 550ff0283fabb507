package dev.hostdouble.vss;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.provider.OperationHandler;
import java.util.Objects;

/** The sections of the page, wired together on one world's database, its start state put in. */
final class Sections {
    final VssDialect dialect;
    final FileDao files;
    final TokenSection token;
    final OperationHandler isoList;
    final IsoSection iso;
    final UserIsoSection userIso;
    final ImageSyncSection imageSync;
    final UserSection user;

    Sections(Database db, Jobs jobs, RandomSource seed, VssState state, boolean acceptAnyToken) {
        UserDao userDao = new UserDao(db);
        TokenDao tokenDao = new TokenDao(db, acceptAnyToken);
        ImageDao imageDao = new ImageDao(db);
        RequestDao requestDao = new RequestDao(db);
        files = new FileDao(db, userDao);
        new StartStateLoader(db, userDao, imageDao, files, new Catalogue(seed)).load(state);

        VssState.Options options = state.options();
        RateLimit rateLimit = new RateLimit(state.enforceRateLimit());
        Urls urls = new Urls(options.trustForwarded());
        ResponseEnvelope envelopes = new ResponseEnvelope(urls, seed);
        Paging paging = new Paging(urls, options.carryView());
        ImageSyncJobs syncs = new ImageSyncJobs(
                jobs,
                requestDao,
                imageDao,
                files,
                seed,
                Objects.requireNonNull(state.courses().get(DefaultTimelines.SYNC)));
        boolean otp = options.mfa() == VssState.Mfa.REQUIRED;
        dialect = new VssDialect(tokenDao, rateLimit);
        token = new TokenSection(userDao, tokenDao, rateLimit, options.mfa(), seed);
        iso = new IsoSection(imageDao, paging, envelopes, urls, options.extraCommas());
        isoList = options.profile() == VssState.Profile.CURRENT
                ? iso::list
                : new IsoBeforePaging(imageDao, envelopes)::list;
        userIso = new UserIsoSection(imageDao, syncs, paging, envelopes, urls, options);
        imageSync = new ImageSyncSection(requestDao, syncs, paging, envelopes, urls, options.extraCommas());
        user = new UserSection(userDao, tokenDao, envelopes, otp);
    }
}
