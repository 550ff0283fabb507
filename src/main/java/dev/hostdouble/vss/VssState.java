package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.job.StepYaml;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A start state of VSS as its file says it ({@code fixtures/worlds/<name>/vss.yaml}). */
record VssState(
        Profile profile,
        Boolean personalPages,
        Boolean carryView,
        Boolean carryExpand,
        ExtraCommas extraCommas,
        BadValues badValues,
        TextOrder textOrder,
        LikeCase likeCase,
        Boolean trustForwarded,
        Boolean enforceRateLimit,
        Mfa mfa,
        Double speed,
        Integer catalogueSize,
        Next next,
        Map<String, List<StepYaml>> timelines,
        List<Image> images,
        List<User> users,
        List<RequestYaml> requests,
        @Nullable String motd,
        List<AccountYaml.Group> groups,
        List<Image> floppyImages,
        List<Image> vmImages) {

    static final String SCHEMA = "/dev/hostdouble/schemas/world-vss.schema.json";

    VssState {
        profile = Objects.requireNonNullElse(profile, Profile.CURRENT);
        personalPages = Objects.requireNonNullElse(personalPages, false);
        carryView = Objects.requireNonNullElse(carryView, true);
        carryExpand = Objects.requireNonNullElse(carryExpand, false);
        extraCommas = Objects.requireNonNullElse(extraCommas, ExtraCommas.VALUE);
        badValues = Objects.requireNonNullElse(badValues, BadValues.NOTHING);
        textOrder = Objects.requireNonNullElse(textOrder, TextOrder.LOCALE);
        likeCase = Objects.requireNonNullElse(likeCase, LikeCase.INSENSITIVE);
        trustForwarded = Objects.requireNonNullElse(trustForwarded, false);
        enforceRateLimit = Objects.requireNonNullElse(enforceRateLimit, false);
        mfa = Objects.requireNonNullElse(mfa, Mfa.NONE);
        speed = Objects.requireNonNullElse(speed, 1.0);
        catalogueSize = Objects.requireNonNullElse(catalogueSize, 0);
        next = Objects.requireNonNullElse(next, new Next(42));
        timelines = Objects.requireNonNullElse(timelines, Map.of());
        images = Objects.requireNonNullElse(images, List.of());
        requests = Objects.requireNonNullElse(requests, List.of());
        users = Objects.requireNonNullElse(users, List.of());
        groups = Objects.requireNonNullElse(groups, List.of());
        floppyImages = Objects.requireNonNullElse(floppyImages, List.of());
        vmImages = Objects.requireNonNullElse(vmImages, List.of());
    }

    /** Which version of the page is served. */
    enum Profile {
        @JsonProperty("current")
        CURRENT,
        /** 3.2.1: objects with name and path, {@code ?name=} and {@code ?sort=}, no pages. */
        @JsonProperty("before-paging")
        BEFORE_PAGING
    }

    /** How an extra comma in a filter is read. */
    enum ExtraCommas {
        /** Part of the value. */
        @JsonProperty("value")
        VALUE,
        /** Of the wrong arity, and so the filter is ignored, as in the published pattern. */
        @JsonProperty("ignored")
        IGNORED
    }

    /** What a filter with a value that its field cannot have does. */
    enum BadValues {
        /** It equals nothing. */
        @JsonProperty("nothing")
        NOTHING,
        /** The filter is ignored. */
        @JsonProperty("ignored")
        IGNORED,
        /** The call is a bad request. */
        @JsonProperty("error")
        ERROR
    }

    /** Whether {@code like} ignores upper and lower case. */
    enum LikeCase {
        @JsonProperty("insensitive")
        INSENSITIVE,
        @JsonProperty("sensitive")
        SENSITIVE
    }

    /** Whether a token takes a one-time password. */
    enum Mfa {
        /** That of users who have set it up. */
        @JsonProperty("none")
        NONE,
        /** That of all users, who have set it up. */
        @JsonProperty("required")
        REQUIRED,
        /** That of all users, who must set it up first unless the start state says that they have. */
        @JsonProperty("enforced")
        ENFORCED
    }

    /** How filters and sorts are read, where that is unknown. */
    record ListOptions(ExtraCommas extraCommas, BadValues badValues, LikeCase likeCase, TextOrder textOrder) {
        /** What a reply rests on that depends on the order of texts. */
        VssFact orderFact() {
            return textOrder == TextOrder.BYTES ? VssFact.TEXT_BYTES : VssFact.TEXT_ORDER;
        }
    }

    ListOptions listOptions() {
        return new ListOptions(extraCommas, badValues, likeCase, textOrder);
    }

    /** Which ids come next. */
    record Next(long request) {}

    /** An image; times such as {@code 2017-11-17T18:43:11Z}. */
    record Image(long id, String path, String createdOn, String updatedOn) {
        Image {
            updatedOn = Objects.requireNonNullElse(updatedOn, createdOn);
        }
    }

    /**
     * A user.
     *
     * @param otp the one-time password that is always right, or that VSS sends
     * @param permitted whether the user gets tokens
     * @param totp how the user has set up one-time passwords; null if the world decides
     */
    record User(
            String name,
            String password,
            String otp,
            Boolean permitted,
            String createdOn,
            List<Image> images,
            List<FileYaml> store,
            TotpDao.@Nullable Method totp,
            AccountYaml.Personal personal,
            AccountYaml.Roles roles,
            List<AccountYaml.Message> messages,
            List<VmYaml> vms) {
        User {
            personal = Objects.requireNonNullElse(personal, AccountYaml.Personal.UNKNOWN)
                    .of(name);
            roles = Objects.requireNonNullElse(roles, AccountYaml.Roles.USUAL);
            messages = Objects.requireNonNullElse(messages, List.of());
            permitted = Objects.requireNonNullElse(permitted, true);
            otp = Objects.requireNonNullElse(otp, "123456");
            createdOn = Objects.requireNonNullElse(createdOn, "2017-01-09T15:00:00Z");
            images = Objects.requireNonNullElse(images, List.of());
            store = Objects.requireNonNullElse(store, List.of());
            vms = Objects.requireNonNullElse(vms, List.of());
        }
    }

    /** A file in a user's store; {@code path} without the user's own folder. */
    record FileYaml(String path, String modified, Boolean unreadable) {
        FileYaml {
            unreadable = Objects.requireNonNullElse(unreadable, false);
        }
    }

    /**
     * Reads a start state and checks that it makes sense.
     *
     * @throws InvalidFileException naming every line that does not
     */
    static VssState read(Document document) throws InvalidFileException {
        VssState state = document.as(VssState.class);
        new StartStateCheck(document).check(state);
        document.throwIfInvalid();
        return state;
    }

    /** The timelines of synchronizations by operation name, at the speed of this state. */
    Map<String, Timeline> jobTimelines() {
        return StepYaml.timelines(VssOperations.TABLE.timelines(), timelines, speed);
    }
}
