package dev.hostdouble.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A request that is sent again and again.
 *
 * @param authorization the value of the header; empty for none
 * @param type the type of the body; empty if there is none
 * @param sign what is in the body of the right reply: HOSTKEY answers errors with 200 as well
 */
record Call(String name, String method, String path, String authorization, String type, String body, String sign) {
    private static final String TOKEN = "Bearer 1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6";
    private static final String ORDER =
            "{\"cpuCores\":1,\"mem\":1024,\"disk\":\"10G\",\"template\":\"Debian10.0\",\"ipCount\":1}";

    static final String SERVERS = "/api/v1/datacenter/server";

    /** Each order makes a job and later a server: in a world of its own, which is reset before each load. */
    static final String CREATE_WORLD = "/_w/create";

    /** A read by id, of the shipped start state. */
    static final Call READ = get("read", SERVERS + "/4001/config").withSign("\"cpuCores\"");

    /** A filtered and sorted page of VSS; needs a token that the server has issued. */
    static final Call PAGE = get("page", "/v2/iso?filter=name,like,Debia%25&sort=name&per_page=10")
            .withSign("\"total\":14");

    /** An order of a server, which starts a job. */
    static final Call CREATE =
            post("create", CREATE_WORLD + SERVERS, "application/json", ORDER).withSign("\"queued\"");

    /** A form to HOSTKEY. */
    static final Call ACTION = post(
                    "action", "/eq.php", "application/x-www-form-urlencoded", "action=show&token=HOSTKEY_TOKEN&id=456")
            .withSign("\"server_data\"");

    static final List<Call> ALL = List.of(READ, PAGE, CREATE, ACTION);

    static Call get(String name, String path) {
        return new Call(name, "GET", path, TOKEN, "", "", "");
    }

    static Call post(String name, String path, String type, String body) {
        return new Call(name, "POST", path, TOKEN, type, body, "");
    }

    /** A call of the control API, or any other without a body of its own. */
    static Call control(String method, String path, String body) {
        return new Call(path, method, path, TOKEN, body.isEmpty() ? "" : "application/json", body, "");
    }

    static Call named(String name) {
        return ALL.stream().filter(call -> call.name().equals(name)).findFirst().orElseThrow(() -> {
            String names = ALL.stream().map(Call::name).collect(Collectors.joining(", "));
            return new Options.UsageException("unknown call '" + name + "'; there are " + names);
        });
    }

    private Call withSign(String text) {
        return new Call(name, method, path, authorization, type, body, text);
    }

    Call authorized(String value) {
        return new Call(name, method, path, value, type, body, sign);
    }

    Call in(String world) {
        return new Call(name, method, world + path, authorization, type, body, sign);
    }

    /** The path without the query. */
    String pathOnly() {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** The request as it is sent. */
    byte[] bytes() {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        if (!authorization.isEmpty()) {
            text.append("Authorization: ").append(authorization).append("\r\n");
        }
        if (!type.isEmpty()) {
            text.append("Content-Type: ").append(type).append("\r\n");
        }
        if (!method.equals("GET")) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
    }
}
