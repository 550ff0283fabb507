package dev.hostdouble.hosterapi;

import static io.restassured.RestAssured.given;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.http.RawSocket;
import dev.hostdouble.http.RawSocket.RawReply;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.scenario.Effect;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.world.World;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A client of HosterAPI in one world, who can also move that world's clock and read its journal. */
public final class Client {
    static final String SECRET = "qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6";
    static final String TOKEN = "1|" + SECRET;

    private final Hostdouble emulator;
    private final String world;

    public Client(Hostdouble emulator, String world) {
        this.emulator = emulator;
        this.world = world;
    }

    /** A request to a path below {@code /api/v1} that says who asks; nothing in it is encoded further. */
    public RequestSpecification request() {
        return anonymous().header("Authorization", "Bearer " + TOKEN);
    }

    /** The same without a token. */
    RequestSpecification anonymous() {
        return anywhere().basePath("/api/v1");
    }

    private RequestSpecification anywhere() {
        return given().baseUri(emulator.url().toString())
                .urlEncodingEnabled(false)
                .header("Emulator-World", world);
    }

    public Response get(String path) {
        return request().get(path);
    }

    Response put(String path) {
        return request().put(path);
    }

    public Response put(String path, Map<String, ?> json) {
        return request().contentType(ContentType.JSON).body(json).put(path);
    }

    Response post(String path) {
        return request().post(path);
    }

    public Response post(String path, Map<String, ?> json) {
        return request().contentType(ContentType.JSON).body(json).post(path);
    }

    /** The text of a successful answer. */
    public String read(String path) {
        return get(path).then().statusCode(200).extract().asString();
    }

    /** A request outside the API's own paths, without a token. */
    Response open(String path) {
        return anywhere().get(path);
    }

    /** Sends a request line as it is, with a token, and whatever header lines are given. */
    RawReply raw(String method, String target, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: test\r\n");
        for (String header : List.of("Emulator-World: " + world, "Authorization: Bearer " + TOKEN)) {
            request.append(header).append("\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        try (RawSocket connection = new RawSocket(emulator.url())) {
            return connection.send(request.append("\r\n").toString());
        }
    }

    /** Lets time pass: {@code 30s}, {@code 500ms}. */
    public void advance(String by) {
        control("/clock/advance", Map.of("by", by));
    }

    /** Lets time pass until the job of a ticket has ended, well or badly, and reads it. */
    JsonPath finish(Response ticket) {
        int job = ticket.then().statusCode(200).extract().path("result.jobId");
        World here = world();
        Instant end = here.locked(() -> here.jobs()
                .find(HosterApi.NAME, String.valueOf(job))
                .flatMap(Job::endsAt)
                .orElseThrow());
        advance(Duration.between(here.clock().now(), end).toString());
        return get("/job/" + job).then().statusCode(200).extract().jsonPath();
    }

    Response control(String path, Map<String, ?> json) {
        Response reply = anywhere()
                .basePath("/_emulator")
                .contentType(ContentType.JSON)
                .body(json)
                .post(path);
        reply.then().statusCode(200);
        return reply;
    }

    /** The latest line of the journal. */
    JsonPath lastCall() {
        return anywhere().get("/_emulator/requests?limit=1").jsonPath().setRootPath("requests[0]");
    }

    /** From now on, jobs an operation starts meet that fate. */
    void doom(String operation, JobFault fate) {
        world().faults().install(new Rule("doom", "hosterapi/" + operation, new Effect.JobFaultEffect(fate)));
    }

    /** From now on, an operation fails with that error. */
    void fail(String operation, HosterError error, Map<String, ?> arguments) {
        world().faults()
                .install(new Rule("fault", "hosterapi/" + operation, new Effect.ErrorEffect(error.name(), arguments)));
    }

    World world() {
        return emulator.world(world);
    }
}
