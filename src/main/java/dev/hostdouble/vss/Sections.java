package dev.hostdouble.vss;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.StartState.WorldParts;

/** The sections of the page, wired together on one world's database, its start state put in. */
final class Sections {
    final VssDialect dialect;
    final FileDao files;
    final TokenSection token;
    final Handler isoOptions;
    final Handler isoList;
    final IsoSection iso;
    final Handler userIsoOptions;
    final UserIsoSection userIso;
    final ImageSyncJobs syncs;
    final ImageSyncSection imageSync;
    final UserSection user;
    final VssChanges changes;

    Sections(WorldParts world, VssState state) {
        Database db = world.database();
        RandomSource seed = world.random();
        UserDao userDao = new UserDao(db);
        TokenDao tokenDao = new TokenDao(db, world.acceptAnyToken());
        ImageDao imageDao = new ImageDao(db);
        UserImageDao userImageDao = new UserImageDao(db);
        Catalogue catalogue = new Catalogue(seed);
        RequestDao requestDao = new RequestDao(db);
        files = new FileDao(db, userDao);
        new StartStateLoader(db, userDao, imageDao, userImageDao, files, catalogue).load(state);

        VssState.Options options = state.options();
        RateLimit rateLimit = new RateLimit(state.enforceRateLimit());
        Urls urls = new Urls(options.trustForwarded());
        ResponseEnvelope envelopes = new ResponseEnvelope(urls, seed);
        Paging paging = new Paging(urls, options.carryView());
        syncs = new ImageSyncJobs(world.jobs(), requestDao, userImageDao, files, seed, state.jobTimelines());
        boolean otp = options.mfa() == VssState.Mfa.REQUIRED;
        dialect = new VssDialect(tokenDao, rateLimit);
        token = new TokenSection(userDao, tokenDao, rateLimit, options.mfa(), seed);
        iso = new IsoSection(imageDao, paging, envelopes, urls, options.extraCommas());
        isoOptions = Description.iso(options.profile());
        isoList = options.profile() == VssState.Profile.CURRENT
                ? iso::list
                : new IsoBeforePaging(imageDao, envelopes)::list;
        userIsoOptions = Description.userIso();
        userIso = new UserIsoSection(userImageDao, syncs, paging, envelopes, urls, options);
        imageSync = new ImageSyncSection(requestDao, syncs, paging, envelopes, urls, options.extraCommas());
        user = new UserSection(userDao, tokenDao, envelopes, otp);
        changes = new VssChanges(imageDao, userImageDao, files, tokenDao, catalogue);
    }
}
