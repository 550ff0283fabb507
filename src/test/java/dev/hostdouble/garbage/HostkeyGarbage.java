package dev.hostdouble.garbage;

import dev.hostdouble.client.Credentials;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.provider.Operation;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Requests to HOSTKEY, most of them nonsense. */
final class HostkeyGarbage {
    private static final String URLENCODED = "application/x-www-form-urlencoded";

    private HostkeyGarbage() {}

    static Arbitrary<Garbage> requests(Arbitrary<Operation> routes) {
        Arbitrary<String> methods =
                Arbitraries.of("POST", "POST", "POST", "POST", "GET", "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "FOO");
        return Combinators.combine(
                        routes, tokens(), fields(), methods, Arbitraries.of(Carrier.values()), GarbageParts.bodies())
                .as((route, token, fields, method, carrier, noise) -> {
                    List<String> all = new ArrayList<>(fields);
                    all.add(0, "action=" + route.id().substring(route.id().indexOf('.') + 1));
                    all.add(1, token);
                    return carrier.carry(method, route.path().text(), all, noise);
                });
    }

    /** Where the parameters of a call to HOSTKEY travel. */
    private enum Carrier {
        FORM,
        QUERY,
        BOTH,
        MULTIPART,
        NOISE;

        Garbage carry(String method, String path, List<String> fields, byte[] noise) {
            String form = String.join("&", fields);
            return switch (this) {
                case FORM -> new Garbage(method, path, GarbageParts.type(URLENCODED), Bytes.of(form));
                case QUERY -> new Garbage(method, path + "?" + form, "", Bytes.of(""));
                case BOTH ->
                    new Garbage(
                            method,
                            path + "?" + String.join("&", fields.subList(0, 2)),
                            GarbageParts.type(URLENCODED),
                            Bytes.of(String.join("&", fields.subList(2, fields.size()))));
                case MULTIPART ->
                    new Garbage(method, path, GarbageParts.type("multipart/form-data; boundary=b"), parts(fields));
                case NOISE -> new Garbage(method, path + "?" + form, GarbageParts.type(URLENCODED), Bytes.of(noise));
            };
        }

        private static Bytes parts(List<String> fields) {
            StringBuilder body = new StringBuilder();
            for (String field : fields) {
                int equals = field.indexOf('=');
                body.append("--b\r\nContent-Disposition: form-data; name=\"")
                        .append(field, 0, equals)
                        .append("\"\r\n\r\n")
                        .append(field.substring(equals + 1))
                        .append("\r\n");
            }
            return Bytes.of(body.append("--b--\r\n").toString());
        }
    }

    private static Arbitrary<String> tokens() {
        return Arbitraries.of(
                "token=" + Credentials.HOSTKEY_CLIENT,
                "token=" + Credentials.HOSTKEY_CLIENT,
                "token=" + Credentials.HOSTKEY_STAFF,
                "token=" + Credentials.HOSTKEY_ADMIN,
                "token=" + Credentials.HOSTKEY_ADMIN,
                "token=nope",
                "token=",
                "token[]=" + Credentials.HOSTKEY_CLIENT,
                "x=y");
    }

    private static Arbitrary<List<String>> fields() {
        Arbitrary<String> name = Arbitraries.of(
                "id",
                "id",
                "id",
                "iso",
                "name",
                "type",
                "key",
                "ttl",
                "user",
                "password",
                "params[id]",
                "params[url]",
                "params[name]",
                "params[short_name]",
                "params[iso_name]",
                "params[private]",
                "params[email]",
                "params[customer_id]",
                "params[admin_only]",
                "params[pending]",
                "params[description]",
                "params[status]",
                "params",
                "params[",
                "params[]",
                "params[a][b][]",
                "id[]",
                "key[a]");
        Arbitrary<String> value = Arbitraries.of(
                "456",
                "456",
                "457",
                "123",
                "124",
                "999",
                "0",
                "-1",
                "1.5",
                "1e9",
                "99999999999999999999",
                "999999999999999999",
                "VALUE",
                "",
                "+",
                "first",
                "a+b",
                "..",
                "ubuntu-22.04.iso",
                "windows-server-2022.iso",
                "https://example.com/a.iso",
                "https://",
                "file:///etc/passwd",
                "http://[::1",
                "client%40example.com",
                Credentials.HOSTKEY_KEY,
                "%ff%fe",
                "%zz",
                "%00",
                "%F0%9F%98%80",
                "'+OR+1=1--",
                "x".repeat(300),
                "x".repeat(3000));
        return Combinators.combine(name, value).as((n, v) -> n + "=" + v).list().ofMaxSize(9);
    }
}
