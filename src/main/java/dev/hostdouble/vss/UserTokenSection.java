package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.ComputedListDao.Column;
import dev.hostdouble.vss.ListField.Kind;
import dev.hostdouble.vss.Paging.Page;
import dev.hostdouble.vss.TokenDao.ListedToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** VSS, the tokens of the caller: {@code /v2/user/token} (members observed in clients). None shows its text. */
final class UserTokenSection {
    static final String PATH = "/v2/user/token";

    /** The state of a token that scenarios can test. */
    static final List<String> STATE = List.of("token.valid");

    private static final int NO_CONTENT = 204;

    private final TokenDao tokens;
    private final Paging paging;
    private final ResponseEnvelope envelopes;
    private final ComputedListDao<Shown> list;

    UserTokenSection(Database db, TextOrder order, TokenDao tokens, Paging paging, ResponseEnvelope envelopes) {
        this.tokens = tokens;
        this.paging = paging;
        this.envelopes = envelopes;
        this.list = new ComputedListDao<>(
                db,
                order,
                Set.of("valid", "created_on"),
                List.of(
                        new Column<>("id", Kind.NUMBER, shown -> shown.token().id()),
                        new Column<>(
                                "created_on", Kind.TIME, shown -> shown.token().issued()),
                        new Column<>(
                                "updated_on", Kind.TIME, shown -> shown.token().updated()),
                        new Column<>(
                                "last_access", Kind.TIME, shown -> shown.token().issued()),
                        new Column<>("ip_address", Kind.TEXT, shown -> UserSection.ADDRESS),
                        new Column<>("valid", Kind.FLAG, Shown::isValid)));
    }

    /** A token, and whether it is accepted at the time of the call. */
    private record Shown(ListedToken token, boolean isValid) {}

    /** The tokens of the caller, also those that are no longer accepted. */
    Reply list(Call call) {
        List<Shown> all = tokens.tokensOf(call.account()).stream()
                .map(token -> new Shown(token, token.isValid(call.elapsed())))
                .toList();
        Page<Shown> page = list.page(call, paging, PATH, all);
        if (!page.rows().stream().allMatch(Shown::isValid)) {
            call.restsOn(AccountFact.ENDED_TOKEN);
        }
        if (!page.rows().isEmpty()) {
            call.restsOn(AccountFact.LAST_ACCESS);
        }
        List<ListedJson> data = page.rows().stream()
                .map(shown -> ListedJson.of(shown.token(), shown.isValid()))
                .toList();
        return envelopes.page(call, PATH, data, page.links());
    }

    /** One of the caller's tokens. */
    Reply get(Call call) {
        ListedToken token = find(call);
        call.restsOn(AccountFact.LAST_ACCESS);
        return envelopes.item(call, PATH + "/" + token.id(), TokenJson.of(token, token.isValid(call.elapsed())));
    }

    /** Revokes one of the caller's tokens, which may be the one of the call. It stays in the list. */
    Reply disable(Call call) {
        tokens.revoke(call.account(), find(call).id(), call.time());
        return Reply.of(NO_CONTENT, Bytes.NONE);
    }

    /** Revokes one of the caller's tokens and deletes it. */
    Reply delete(Call call) {
        tokens.delete(call.account(), find(call).id(), call.time());
        return Reply.of(NO_CONTENT, Bytes.NONE);
    }

    private ListedToken find(Call call) {
        return Ids.find(call, id -> tokens.find(call.account(), id));
    }

    /** What a call is about: a token of the user who calls. */
    Map<String, Object> state(Call call) {
        Optional<ListedToken> token = call.dialect().owner(call).flatMap(user -> Ids.read(call.path("id"))
                .flatMap(id -> tokens.find(user, id)));
        return token.<Map<String, Object>>map(one -> Map.of("token.valid", one.isValid(call.elapsed())))
                .orElse(Map.of());
    }

    private record ListedJson(
            @JsonProperty("created_on") String createdOn,
            long id,
            @JsonProperty("ip_address") String ipAddress,
            @JsonProperty("last_access") String lastAccess,
            @JsonProperty("updated_on") String updatedOn,
            boolean valid) {
        static ListedJson of(ListedToken token, boolean isValid) {
            String issued = Times.text(token.issued());
            return new ListedJson(
                    issued, token.id(), UserSection.ADDRESS, issued, Times.text(token.updated()), isValid);
        }
    }

    private record TokenJson(
            @JsonProperty("created_on") String createdOn,
            long duration,
            String expiration,
            long id,
            @JsonProperty("ip_address") String ipAddress,
            @JsonProperty("last_access") String lastAccess,
            String type,
            @JsonProperty("updated_on") String updatedOn,
            boolean valid) {
        static TokenJson of(ListedToken token, boolean isValid) {
            String issued = Times.text(token.issued());
            return new TokenJson(
                    issued,
                    TokenSection.LIFE.toSeconds(),
                    Times.text(token.issued().plus(TokenSection.LIFE)),
                    token.id(),
                    UserSection.ADDRESS,
                    issued,
                    TokenSection.TYPE,
                    Times.text(token.updated()),
                    isValid);
        }
    }
}
