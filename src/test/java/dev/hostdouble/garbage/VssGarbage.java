package dev.hostdouble.garbage;

import dev.hostdouble.client.Credentials;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.provider.Operation;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Requests to VSS, most of them nonsense. */
final class VssGarbage {
    static final String LOGIN = Credentials.basic(Credentials.VSS_USER, Credentials.VSS_USER) + "\r\n";

    private VssGarbage() {}

    static Arbitrary<Garbage> requests(Arbitrary<Operation> routes, String token) {
        Arbitrary<String> segment = Arbitraries.oneOf(Arbitraries.of("1", "223", "224", "42"), GarbageParts.segments());
        Arbitrary<String> query = Arbitraries.frequencyOf(
                Tuple.of(3, views()), Tuple.of(1, GarbageParts.queries()), Tuple.of(1, Arbitraries.just("")));
        return Combinators.combine(routes, segment, query, logins(token), GarbageParts.types(), GarbageParts.bodies())
                .flatAs((route, id, view, login, type, body) -> GarbageParts.methods(route)
                        .map(method -> {
                            String path = route.path()
                                    .text()
                                    .replaceAll("\\{\\w+}", id.replace("\\", "").replace("$", ""));
                            return new Garbage(
                                    method,
                                    GarbageParts.target(path, view),
                                    login + GarbageParts.type(type),
                                    Bytes.of(body));
                        }));
    }

    private static Arbitrary<String> logins(String token) {
        String bearer = "Authorization: Bearer " + token + "\r\n";
        return Arbitraries.of(
                bearer,
                bearer,
                bearer,
                bearer,
                bearer,
                LOGIN,
                LOGIN,
                "",
                "Authorization: Bearer\r\n",
                "Authorization: Bearer " + "x".repeat(3000) + "\r\n",
                "Authorization: Basic\r\n",
                "Authorization: Basic %%%\r\n",
                "Authorization: Basic /////w==\r\n",
                "Authorization: \u00ff\r\n");
    }

    /** What lists may be asked for, most of it nonsense. */
    private static Arbitrary<String> views() {
        Arbitrary<String> name =
                Arbitraries.of("filter", "filter", "filter", "sort", "sort", "page", "per_page", "expand", "name", "x");
        Arbitrary<String> value = Arbitraries.of(
                "name,like,CentO%",
                "name,like,%25%25%25_%25",
                "name,like," + "%25_".repeat(200),
                "name,eq,'+OR+1=1--",
                "id,in," + "1,".repeat(500) + "1",
                "id,lt,99999999999999999999",
                "id,eq,",
                "public,ne,true;public,gt,false",
                "created_on,ge,2017-11-17",
                "created_on,lt,9999-12-31+23:59:59+EST",
                "created_on,gt,0000-00-00",
                "path,like,%ff",
                "path,ge,%00",
                "data_store,in,%F0%9F%98%80,",
                "task_id,like,%",
                ";;;;",
                ",,,,",
                "name,desc;path;id,up",
                "id,desc," + "x".repeat(2000),
                "name",
                "public",
                "name,asc;".repeat(300),
                "0",
                "1",
                "-1",
                "2",
                "250",
                "999999999999",
                "9".repeat(2000),
                "1e3",
                "");
        return Combinators.combine(name, value)
                .as((n, v) -> n + "=" + v)
                .list()
                .ofMaxSize(5)
                .map(list -> String.join("&", list));
    }
}
