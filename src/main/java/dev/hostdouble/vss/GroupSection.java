package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.vss.AccountYaml.Group;
import dev.hostdouble.vss.ComputedListDao.Column;
import dev.hostdouble.vss.ListField.Kind;
import dev.hostdouble.vss.Paging.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** VSS, groups: {@code /v2/group} and {@code /v2/user/group}, those of the caller (members observed in a client). */
final class GroupSection {
    static final String PATH = "/v2/group";
    static final String OF_USER = "/v2/user/group";

    private final Map<String, VssState.User> users;
    private final List<Group> groups;
    private final Paging paging;
    private final ResponseEnvelope envelopes;
    private final ComputedListDao<Group> list;
    private final ComputedListDao<MemberJson> members;

    /** @param users the users of the start state by name */
    GroupSection(
            Database db,
            TextOrder order,
            Map<String, VssState.User> users,
            List<Group> groups,
            Paging paging,
            ResponseEnvelope envelopes) {
        this.users = Map.copyOf(users);
        this.groups = List.copyOf(groups);
        this.paging = paging;
        this.envelopes = envelopes;
        this.list = new ComputedListDao<>(
                db,
                order,
                Set.of(),
                List.of(
                        new Column<>("id", Kind.NUMBER, Group::id),
                        new Column<>("name", Kind.TEXT, Group::name),
                        new Column<>("description", Kind.TEXT, Group::description),
                        new Column<>("users_count", Kind.NUMBER, group ->
                                (long) group.members().size())));
        this.members = new ComputedListDao<>(
                db,
                order,
                Set.of(),
                List.of(
                        new Column<>("username", Kind.TEXT, MemberJson::username),
                        new Column<>("first_name", Kind.TEXT, MemberJson::firstName),
                        new Column<>("last_name", Kind.TEXT, MemberJson::lastName),
                        new Column<>("email", Kind.TEXT, MemberJson::email)));
    }

    /** Returns a handler that lists the groups of the caller. */
    Handler listAt(String path) {
        return call -> {
            List<Group> own = groups.stream()
                    .filter(group -> group.members().contains(call.account()))
                    .toList();
            Page<Group> page = list.page(call, paging, path, own);
            return envelopes.page(
                    call,
                    path,
                    page.rows().stream().map(group -> GroupJson.of(group, null)).toList(),
                    page.links());
        };
    }

    /** One of the groups of the caller. */
    Reply get(Call call) {
        Group group = find(call);
        return envelopes.item(call, PATH + "/" + group.id(), GroupJson.of(group, new Ldap(null)));
    }

    /** The members of one of the groups of the caller. */
    Reply members(Call call) {
        Group group = find(call);
        List<MemberJson> all = group.members().stream()
                .map(name -> MemberJson.of(name, users.get(name)))
                .toList();
        String path = PATH + "/" + group.id() + "/member";
        Page<MemberJson> page = members.page(call, paging, path, all);
        return envelopes.page(call, path, page.rows(), page.links());
    }

    private Group find(Call call) {
        return Ids.find(call, id -> groups.stream()
                .filter(group -> group.id() == id && group.members().contains(call.account()))
                .findFirst());
    }

    private record GroupJson(
            String description,
            long id,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Ldap ldap,

            String name,
            @JsonProperty("users_count") int usersCount) {
        static GroupJson of(Group group, @Nullable Ldap ldap) {
            return new GroupJson(
                    group.description(),
                    group.id(),
                    ldap,
                    group.name(),
                    group.members().size());
        }
    }

    private record Ldap(@JsonProperty("last_sync") @Nullable String lastSync) {}

    private record MemberJson(
            String email,
            @JsonProperty("first_name") String firstName,
            @JsonProperty("last_name") String lastName,
            String username) {
        static MemberJson of(String name, VssState.@Nullable User user) {
            AccountYaml.Personal personal = user == null ? AccountYaml.Personal.UNKNOWN.of(name) : user.personal();
            return new MemberJson(
                    String.valueOf(personal.email()),
                    String.valueOf(personal.firstName()),
                    String.valueOf(personal.lastName()),
                    name);
        }
    }
}
