package dev.hostdouble.vss;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.RateWindow;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.StartState.Content;
import dev.hostdouble.provider.StartState.WorldParts;
import java.util.Map;
import java.util.stream.Collectors;

/** The sections of the page, wired together on one world's database, its start state put in. */
final class Sections {
    final VssDialect dialect;
    final RateWindow windows;
    final FileDao files;
    final TokenSection token;
    final Handler isoOptions;
    final Handler isoList;
    final IsoSection iso;
    final Handler userIsoOptions;
    final UserIsoSection userIso;
    final ImageSyncJobs syncs;
    final ImageSyncSection imageSync;
    final Handler requests;
    final Handler api;
    final Handler userImages;
    final UserSection user;
    final VssChanges changes;
    final EarlierSyncs earlierSyncs;
    // Accounts
    final TotpSection totp;
    final UserTokenSection userTokens;
    final MessageSection messages;
    final PersonalSection personal;
    final GroupSection groups;
    final Handler groupList;
    final Handler userGroups;
    final Handler session;

    Sections(WorldParts world, VssState state) {
        Database db = world.database();
        RandomSource seed = world.random();
        UserDao userDao = new UserDao(db);
        TokenDao tokenDao = new TokenDao(db, world.acceptAnyToken());
        TextOrder order = state.textOrder();
        ImageDao imageDao = new ImageDao(db, order);
        UserImageDao userImageDao = new UserImageDao(db, order);
        Catalogue catalogue = new Catalogue(seed);
        RequestDao requestDao = new RequestDao(db, order);
        files = new FileDao(db, userDao);
        TotpDao totpDao = new TotpDao(db);
        MessageDao messageDao = new MessageDao(db);
        StartStateLoader loader = new StartStateLoader(
                db, userDao, imageDao, userImageDao, files, catalogue, new AccountLoader(totpDao, messageDao));
        if (world.isRestored()) {
            if (world.content() == Content.SAVED) {
                new SavedImagesDao(db, order).check();
            }
            loader.resume(state);
        } else {
            loader.load(state);
        }

        RateLimit rateLimit = new RateLimit(state.enforceRateLimit());
        windows = rateLimit.windows();
        Urls urls = new Urls(state.trustForwarded());
        ResponseEnvelope envelopes = new ResponseEnvelope(urls, seed);
        VssState.ListOptions listOptions = state.listOptions();
        Paging paging = new Paging(db, urls, new Paging.Options(state.carryView(), state.carryExpand(), listOptions));
        syncs = new ImageSyncJobs(world.jobs(), requestDao, userImageDao, files, seed, state.jobTimelines());
        earlierSyncs = new EarlierSyncs(world.jobs(), syncs);
        dialect = new VssDialect(tokenDao, rateLimit);
        OneTimePasswords passwords = new OneTimePasswords(totpDao, state.mfa(), seed);
        Logins logins = new Logins(userDao, rateLimit);
        token = new TokenSection(logins, tokenDao, passwords, seed);
        iso = new IsoSection(imageDao, paging, envelopes, urls);
        isoOptions = Description.iso(state.profile());
        isoList = state.profile() == VssState.Profile.CURRENT
                ? iso::list
                : new IsoBeforePaging(imageDao, envelopes, listOptions)::list;
        userIsoOptions = Description.userIso(state.personalPages());
        userIso = new UserIsoSection(userImageDao, syncs, paging, envelopes, urls, state.personalPages());
        imageSync = new ImageSyncSection(requestDao, syncs, paging, envelopes, urls);
        LinkSection links = new LinkSection(envelopes, urls);
        requests = links.of("/v2/request", ImageSyncSection.PATH);
        api = state.profile() == VssState.Profile.CURRENT
                ? links.of("/v2", GroupSection.PATH, IsoSection.PATH, "/v2/request", "/v2/session", "/v2/user")
                : links.of("/v2", IsoSection.PATH, "/v2/request", "/v2/user");
        userImages = links.of("/v2/user/image", UserIsoSection.PATH);
        user = new UserSection(userDao, tokenDao, envelopes, passwords);
        changes = new VssChanges(imageDao, userImageDao, files, tokenDao, catalogue, messageDao);
        // Accounts
        Map<String, VssState.User> people = state.users().stream()
                .collect(Collectors.toMap(VssState.User::name, person -> person, (one, other) -> one));
        totp = new TotpSection(logins, passwords);
        userTokens = new UserTokenSection(db, order, tokenDao, paging, envelopes);
        messages = new MessageSection(db, order, messageDao, paging, envelopes);
        personal = new PersonalSection(userDao, tokenDao, people, state.motd(), envelopes);
        groups = new GroupSection(db, order, people, state.groups(), paging, envelopes);
        groupList = groups.listAt(GroupSection.PATH);
        userGroups = groups.listAt(GroupSection.OF_USER);
        session = links.of("/v2/session", PersonalSection.MOTD);
    }
}
