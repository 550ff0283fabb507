package dev.hostdouble.vss;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.RateWindow;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.CallJobs;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.StartState.Content;
import dev.hostdouble.provider.StartState.WorldParts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sections of the page, wired together on one world's database, its start state put in. */
final class Sections {
    final VssDialect dialect;
    final RateWindow windows;
    final FileDao files;
    final TokenSection token;
    final Handler isoOptions;
    final Handler isoList;
    final PublicImageSection iso;
    final Handler userIsoOptions;
    final UserImageSection userIso;
    final RequestSection imageSync;
    final Handler requests;
    final Handler api;
    final Handler userImages;
    final UserSection user;
    final VssChanges changes;
    final VssResourceDao resources;
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

    // Images of other kinds, and virtual machines
    final PublicImageSection floppy;
    final PublicImageSection vmImage;
    final UserImageSection userFloppy;
    final UserImageSection userVmImage;
    final UserImageSection userVmdk;
    final RequestSection vmdkSync;
    final RequestSection change;
    final Handler userFiles;
    final VmSection vm;
    final CdSection cd;
    final DriveJobs driveJobs;
    final StatusSection status;
    private final Map<ImageKind, ImageSyncJobs> syncs = new EnumMap<>(ImageKind.class);

    Sections(WorldParts world, VssState state) {
        Database db = world.database();
        RandomSource seed = world.random();
        UserDao userDao = new UserDao(db);
        TokenDao tokenDao = new TokenDao(db, world.acceptAnyToken());
        TextOrder order = state.textOrder();
        ImageDao imageDao = new ImageDao(db, order);
        UserImageDao userImageDao = new UserImageDao(db, order);
        Catalogue catalogue = new Catalogue(seed);
        RequestDao requestDao = new RequestDao(db);
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
        UserRequests userRequests = new UserRequests(world.jobs(), requestDao, seed);
        CallJobs starts = new CallJobs(world.jobs(), state.jobTimelines());
        Vms vms = new Vms(state);
        Drives drives = new Drives(vms, new DriveDao(db));
        for (ImageKind kind : ImageKind.values()) {
            syncs.put(kind, new ImageSyncJobs(kind, starts, userRequests, userImageDao, files, drives));
        }
        earlierSyncs = new EarlierSyncs(world.jobs(), syncs(ImageKind.ISO));
        dialect = new VssDialect(tokenDao, rateLimit);
        OneTimePasswords passwords = new OneTimePasswords(totpDao, state.mfa(), seed);
        Logins logins = new Logins(userDao, rateLimit);
        token = new TokenSection(logins, tokenDao, passwords, seed);
        iso = new PublicImageSection(
                ImageKind.ISO, imageDao::publicImages, imageDao::findPublic, paging, envelopes, urls);
        isoOptions = Description.iso(state.profile());
        isoList = state.profile() == VssState.Profile.CURRENT
                ? iso::list
                : new IsoBeforePaging(imageDao, envelopes, listOptions)::list;
        userIsoOptions = Description.userIso(state.personalPages());
        Function<ImageKind, UserImageSection> userImagesOf = kind -> new UserImageSection(
                kind,
                userImageDao,
                syncs(kind),
                paging,
                envelopes,
                urls,
                kind != ImageKind.ISO || state.personalPages());
        userIso = userImagesOf.apply(ImageKind.ISO);
        Function<RequestKind, RequestSection> requestsOf =
                kind -> new RequestSection(kind, db, order, requestDao, userRequests, paging, envelopes, urls);
        imageSync = requestsOf.apply(RequestKind.IMAGE_SYNC);
        LinkSection links = new LinkSection(envelopes, urls, state.profile());
        requests = links.of(
                "/v2/request",
                List.of(RequestKind.IMAGE_SYNC.path()),
                List.of(RequestKind.VMDK_SYNC.path(), RequestKind.CHANGE.path()));
        api = links.of(
                "/v2",
                List.of(ImageKind.ISO.publicPath(), "/v2/request", "/v2/user"),
                List.of(
                        ImageKind.FLOPPY.publicPath(),
                        GroupSection.PATH,
                        ImageKind.VM.publicPath(),
                        "/v2/session",
                        StatusSection.PATH,
                        VmSection.PATH));
        userImages = links.of(
                "/v2/user/image",
                List.of(),
                List.of(ImageKind.ISO.userPath(), ImageKind.FLOPPY.userPath(), ImageKind.VM.userPath()));
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
        session = links.of("/v2/session", List.of(), List.of(PersonalSection.MOTD));
        // Images of other kinds, and virtual machines
        FixedImages floppies = new FixedImages(db, order, StartStateLoader.images(state.floppyImages()));
        floppy = new PublicImageSection(ImageKind.FLOPPY, floppies::list, floppies::find, paging, envelopes, urls);
        FixedImages vmImages = new FixedImages(db, order, StartStateLoader.images(state.vmImages()));
        vmImage = new PublicImageSection(ImageKind.VM, vmImages::list, vmImages::find, paging, envelopes, urls);
        userFloppy = userImagesOf.apply(ImageKind.FLOPPY);
        userVmImage = userImagesOf.apply(ImageKind.VM);
        userVmdk = userImagesOf.apply(ImageKind.VMDK);
        vmdkSync = requestsOf.apply(RequestKind.VMDK_SYNC);
        change = requestsOf.apply(RequestKind.CHANGE);
        userFiles = links.of("/v2/user/file", List.of(), List.of(ImageKind.VMDK.userPath()));
        Isos isos = new Isos(imageDao, userImageDao, order);
        driveJobs = new DriveJobs(starts, userRequests, drives, isos);
        vm = new VmSection(db, order, vms, paging, envelopes, urls);
        resources = new VssResourceDao(db, imageDao, vms, drives);
        cd = new CdSection(vm, drives, isos, driveJobs, envelopes, urls);
        status = new StatusSection(envelopes);
    }

    /** The synchronizations of one kind. */
    ImageSyncJobs syncs(ImageKind kind) {
        return Objects.requireNonNull(syncs.get(kind));
    }
}
