package dev.hostdouble.explore;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Orders a server and starts it again, with the bugs that such clients have. */
final class NaiveClient extends SmallClient {
    static final String ORDER = "template=Debian10.0&cpuCores=1&mem=2048&disk=10G&ipCount=1";

    @Override
    void work(Session session) throws IOException, InterruptedException, Failed {
        JsonNode ordered = again(session, "POST", "/datacenter/server", ORDER);
        String job = ordered.at("/result/jobId").asText();
        JsonNode state;
        do { // for ever, without a pause, and any end will do
            state = again(session, "GET", "/job/" + job, "");
        } while (state.at("/result/status").asText().matches("queued|executing"));
        if (state.at("/error").isTextual()) {
            throw new Failed("no such job");
        }
        String vm = state.at("/result/output/vmid").asText();
        again(session, "PUT", "/datacenter/server/" + vm + "/reboot", "");
        JsonNode status = again(session, "GET", "/datacenter/server/" + vm + "/status", "");
        if (status.at("/result/state").isMissingNode() && !vm.isEmpty()) {
            throw new Failed("it has no state"); // and is left behind
        }
    }

    /** Repeats whatever failed, at once: also an order that took effect. */
    private static JsonNode again(Session session, String method, String path, String form)
            throws IOException, InterruptedException {
        for (int i = 0; i < 2; i++) {
            try {
                return session.call(method, path, form);
            } catch (IOException e) {
                // once more
            }
        }
        return session.call(method, path, form);
    }
}
