package dev.hostdouble.vss;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a start state says about accounts: people, roles, messages and groups. */
final class AccountYaml {
    private AccountYaml() {}

    /** Who a user is; what is missing follows from the user's name. */
    record Personal(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone) {
        static final Personal UNKNOWN = new Personal(null, null, null, null);

        /** Returns a copy in which only the phone may be missing. */
        Personal of(String user) {
            return new Personal(
                    Objects.requireNonNullElse(firstName, user),
                    Objects.requireNonNullElse(lastName, ""),
                    Objects.requireNonNullElse(email, user + "@example.org"),
                    phone);
        }
    }

    /** What a user may do. */
    record Roles(Role access, Role request) {
        private static final Role ACCESS = new Role("user", "Can use the API", List.of("read", "write"));
        private static final Role REQUEST = new Role("requester", "Can make requests", List.of("image_sync"));
        static final Roles USUAL = new Roles(ACCESS, REQUEST);

        Roles {
            access = Objects.requireNonNullElse(access, ACCESS);
            request = Objects.requireNonNullElse(request, REQUEST);
        }
    }

    /** A role, with the names of what it entitles to. */
    record Role(String name, String description, List<String> entitlements) {
        Role {
            description = Objects.requireNonNullElse(description, "");
            entitlements = Objects.requireNonNullElse(entitlements, List.of());
        }
    }

    /** A message to a user; times such as {@code 2017-11-17T18:43:11Z}. */
    record Message(long id, String kind, String subject, String text, Boolean acknowledged, String createdOn) {
        Message {
            kind = Objects.requireNonNullElse(kind, MessageDao.NOTICE);
            text = Objects.requireNonNullElse(text, "");
            acknowledged = Objects.requireNonNullElse(acknowledged, false);
        }
    }

    /** A group of users; {@code members} are their names. */
    record Group(long id, String name, String description, List<String> members) {
        Group {
            description = Objects.requireNonNullElse(description, "");
            members = Objects.requireNonNullElse(members, List.of());
        }
    }
}
