package dev.hostdouble.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.core.ApiError;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.effect.ErrorEffect;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;

/** A client of HosterAPI. Paths are those below {@code /api/v1}. */
public final class HosterapiClient extends ProviderClient {
    public static final String SERVERS = "/datacenter/server";
    private static final String API = "hosterapi";
    private static final String BASE = "/api/v1";
    private static final String AUTHORIZED = Credentials.bearer(Credentials.HOSTERAPI_TOKEN);

    public HosterapiClient(Hostdouble emulator, String world) {
        super(emulator, world);
    }

    /** Calls with the token and a JSON body. */
    public Seen call(String method, String path, String json, String... headers) {
        return send(method, BASE + path, json, with(headers, AUTHORIZED, "Content-Type: application/json"));
    }

    public Seen call(String method, String path) {
        return call(method, path, "");
    }

    /** Calls with the token and a form; names alternate with their values. */
    public Seen submit(String method, String path, String... parameters) {
        return send(
                method, BASE + path, form(parameters), AUTHORIZED, "Content-Type: application/x-www-form-urlencoded");
    }

    /** Sends a request line as it is, with the token and the given header lines. */
    public Seen raw(String method, String target, String... headers) {
        return send(method, target, "", with(headers, AUTHORIZED));
    }

    /** The result of a call that must succeed. */
    public JsonNode result(String method, String path, String... parameters) {
        Seen reply = submit(method, path, parameters);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().path("result");
    }

    /** The error of a call that must fail with that status. */
    public String error(int status, String method, String path, String... parameters) {
        Seen reply = submit(method, path, parameters);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply.json().path("error").asText();
    }

    /** The ids of the servers, as JSON. */
    public String servers() {
        return result("GET", SERVERS).toString();
    }

    /** The parameters of a small server, names alternating with values. */
    public static String[] smallServer() {
        return new String[] {"template", "Debian10.0", "cpuCores", "2", "mem", "2048", "disk", "10G", "ipCount", "2"};
    }

    /** Orders a small server and returns the path of its job. */
    public String order() {
        return "/job/" + result("POST", SERVERS, smallServer()).path("jobId").asText();
    }

    /** Starts a job and returns its number. */
    public int reinstall() {
        return call("PUT", SERVERS + "/4001/reinstall")
                .json()
                .at("/result/jobId")
                .asInt();
    }

    public JsonNode job(int id) {
        return call("GET", "/job/" + id).json();
    }

    /** A request for REST Assured with the token. */
    public RequestSpecification request() {
        return anonymous().header("Authorization", "Bearer " + Credentials.HOSTERAPI_TOKEN);
    }

    /** A request for REST Assured without a token. */
    public RequestSpecification anonymous() {
        return rest().basePath(BASE);
    }

    public Response get(String path) {
        return request().get(path);
    }

    public Response put(String path) {
        return request().put(path);
    }

    public Response put(String path, Map<String, ?> json) {
        return request().contentType(ContentType.JSON).body(json).put(path);
    }

    public Response post(String path) {
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
    public Response open(String path) {
        return rest().get(path);
    }

    /** Advances the clock until the job of a ticket has ended, well or badly, and reads the job. */
    public JsonPath finish(Response ticket) {
        int job = ticket.then().statusCode(200).extract().path("result.jobId");
        control("POST", "clock/run-until", "{\"job\":\"" + API + "/" + job + "\"}");
        return get("/job/" + job).then().statusCode(200).extract().jsonPath();
    }

    /** The latest call in the journal. */
    public JsonPath lastCall() {
        return rest().get("/_emulator/requests?limit=1").jsonPath().setRootPath("requests[0]");
    }

    /** Makes an operation fail with that error from now on. */
    public void fail(String operation, ApiError error, Map<String, ?> arguments) {
        Map<String, String> texts = new HashMap<>();
        arguments.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        install(new Rule("fault", API + "/" + operation, new ErrorEffect(error.name(), texts)));
    }
}
