package dev.hostdouble.explore;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;

/** Orders a server and starts it again, as {@link NaiveClient} does, but looks before it repeats, and cleans up. */
class CarefulClient extends SmallClient {
    private static final int ATTEMPTS = 5;
    private static final int POLLS = 30;

    /** It is not known whether the call took effect. */
    private static final class Unclear extends Exception {
        private static final long serialVersionUID = 1;

        Unclear(String message) {
            super(message);
        }
    }

    @Override
    void work(Session session) throws IOException, InterruptedException, Failed {
        Set<String> before = servers(session);
        String vm = order(session, before);
        try {
            act(session, "PUT", "/datacenter/server/" + vm + "/reboot", "");
            read(session, "/datacenter/server/" + vm + "/status");
        } catch (Failed e) {
            remove(session, vm);
            throw e;
        }
    }

    private static String order(Session session, Set<String> before) throws IOException, InterruptedException, Failed {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return await(session, once(session, "POST", "/datacenter/server", NaiveClient.ORDER));
            } catch (Unclear e) {
                for (int look = 0; look < ATTEMPTS; look++) {
                    Set<String> now = servers(session);
                    now.removeAll(before);
                    if (!now.isEmpty()) {
                        return now.iterator().next();
                    }
                }
            }
        }
        throw new Failed("no server could be ordered");
    }

    private static String await(Session session, JsonNode ordered) throws IOException, InterruptedException, Failed {
        String job = ordered.path("jobId").asText();
        for (int i = 0; i < POLLS; i++) {
            JsonNode state = read(session, "/job/" + job);
            String status = state.path("status").asText();
            if (status.equals("failed")) {
                throw new Failed("job " + job + " failed");
            }
            if (status.equals("finished")) {
                return state.at("/output/vmid").asText();
            }
            Thread.sleep(2);
        }
        throw new Failed("job " + job + " did not end");
    }

    private static Set<String> servers(Session session) throws IOException, InterruptedException, Failed {
        Set<String> ids = new TreeSet<>();
        read(session, "/datacenter/server").forEach(id -> ids.add(id.asText()));
        return ids;
    }

    static JsonNode read(Session session, String path) throws IOException, InterruptedException, Failed {
        return act(session, "GET", path, "");
    }

    private static JsonNode act(Session session, String method, String path, String form)
            throws IOException, InterruptedException, Failed {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return once(session, method, path, form);
            } catch (Unclear e) {
                // a read, or a reboot, which may happen twice
            }
        }
        throw new Failed(method + " " + path + " failed " + ATTEMPTS + " times");
    }

    private static JsonNode once(Session session, String method, String path, String form)
            throws InterruptedException, Failed, Unclear {
        HttpResponse<String> reply;
        JsonNode body;
        try {
            reply = session.send(method, path, form);
            Thread.sleep(1050 * reply.headers().firstValueAsLong("Retry-After").orElse(0));
            body = new com.fasterxml.jackson.databind.ObjectMapper().readTree(reply.body());
        } catch (IOException e) {
            throw new Unclear("no reply");
        }
        if (body.path("error").asText().startsWith("0x") && reply.statusCode() < 500) {
            throw new Failed(body.path("error").asText());
        }
        if (reply.statusCode() >= 400 || !body.has("result")) {
            throw new Unclear("status " + reply.statusCode());
        }
        return body.path("result");
    }

    private static void remove(Session session, String vm) throws IOException, InterruptedException {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                once(session, "POST", "/datacenter/server/" + vm + "/delete", "force=1");
                return;
            } catch (Failed | Unclear e) {
                // once more
            }
        }
    }
}
