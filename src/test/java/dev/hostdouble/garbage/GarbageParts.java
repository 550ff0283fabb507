package dev.hostdouble.garbage;

import dev.hostdouble.provider.Operation;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Paths, queries, types and bodies that are mostly nonsense. */
final class GarbageParts {
    private GarbageParts() {}

    static Arbitrary<String> methods(Operation route) {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(route.method())),
                Tuple.of(1, Arbitraries.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "FOO", "foo")));
    }

    static Arbitrary<String> segments() {
        Arbitrary<String> known = Arbitraries.of(
                "4001",
                "1",
                "9",
                "15",
                "0",
                "-1",
                "4001.0",
                "4e3",
                "99999999999999999999999",
                "eligendi",
                "%00",
                "%ff",
                "%E2%82%AC",
                "%F0%9F%98%80",
                "%2F",
                "%zz",
                "%",
                "..",
                ".",
                "a%20b",
                "4001%0d%0aX:y",
                "'%20OR%201=1--");
        Arbitrary<String> random = Arbitraries.strings()
                .withCharRange('!', '~')
                .excludeChars('/', '?', '#', '\\', '$')
                .ofMinLength(1)
                .ofMaxLength(30);
        return Arbitraries.oneOf(known, known, random);
    }

    static Arbitrary<String> queries() {
        return Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.of(
                        "a=%zz", "%", "&&&=&", "template=%ff", "mem[]=1", "a[b][c", "_method=FOO", "_method=DELETE"),
                Arbitraries.strings().withCharRange('!', '~').excludeChars('#').ofMaxLength(40));
    }

    static Arbitrary<String> types() {
        return Arbitraries.of(
                "application/json",
                "application/json",
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=b",
                "multipart/form-data",
                "text/plain",
                "",
                "application/vnd.api+json",
                ";;;",
                "application/json; charset=utf-7");
    }

    static Arbitrary<byte[]> bodies() {
        Arbitrary<String> value = Arbitraries.of(
                "null",
                "true",
                "-1",
                "0",
                "1.5",
                "1e999",
                "99999999999999999999",
                "\"\"",
                "\"10X\"",
                "\"4001\"",
                "\"\\ud800\"",
                "\"\\u0000\"",
                "[]",
                "{}",
                "[1]",
                "{\"a\":1}",
                "\"Debian10.0\"",
                "\"-5G\"",
                "\"0G\"",
                "\"99999999T\"",
                "2",
                "\"" + "x".repeat(300) + "\"",
                "\"127.0.0.1\"",
                "\"ts3\"");
        Arbitrary<String> name = Arbitraries.of(
                "template",
                "cpuCores",
                "mem",
                "disk",
                "ipCount",
                "backup",
                "id",
                "ip",
                "hostname",
                "force",
                "sid",
                "sid|ip",
                "package",
                "password",
                "port",
                "_method",
                "x");
        Arbitrary<String> members = Combinators.combine(name, value)
                .as((n, v) -> "\"" + n + "\":" + v)
                .list()
                .ofMaxSize(8)
                .map(list -> "{" + String.join(",", list) + "}");
        Arbitrary<String> fields = Combinators.combine(
                        name, Arbitraries.of("", "-1", "abc", "10X", "%ff%fe", "%zz", "4001", "1.0", "0x10"))
                .as((n, v) -> n + "=" + v)
                .list()
                .ofMaxSize(8)
                .map(list -> String.join("&", list));
        Arbitrary<String> broken = Arbitraries.of(
                "",
                "{",
                "[",
                "\"",
                "[".repeat(10_000),
                "{\"a\":".repeat(10_000),
                "{} {}",
                "\uFEFF{}",
                "nul",
                "--b\r\nContent-Disposition: form-data; name=\"mem\"\r\n\r\n-1\r\n--b--\r\n",
                "--b\r\n",
                "=&=&=",
                "a=1&".repeat(2000),
                "a[" + "b][".repeat(500) + "]=1");
        return Arbitraries.oneOf(
                Arbitraries.oneOf(members, members, fields, broken).map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(200));
    }

    static String target(String path, String query) {
        return query.isEmpty() ? path : path + "?" + query;
    }

    static String type(String type) {
        return type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
    }
}
