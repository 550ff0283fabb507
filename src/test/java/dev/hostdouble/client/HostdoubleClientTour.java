package dev.hostdouble.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.client.StoreClient.StoredFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Calls every method of the client once, and looks at what it returns. */
public final class HostdoubleClientTour {
    private static final String ORDER =
            "{\"template\":\"Debian10.0\",\"cpuCores\":4,\"mem\":2048,\"disk\":\"10G\",\"ipCount\":2}";

    private final HostdoubleClient client;
    private final WorldClient world;

    /** A tour of a server with a manual clock and no scenarios. */
    public HostdoubleClientTour(HostdoubleClient client) {
        this.client = client;
        this.world = client.world("tour");
    }

    /** Goes all the way. */
    public void walk() throws Exception {
        server();
        clock();
        scenarios();
        requests();
        jobs();
        resources();
        ledger();
        stores();
        states();
        verify();
        coverage();
        audit();
        events();
    }

    private void events() {
        client.createWorld("watched");
        try (EventStream events =
                client.world("watched").events(EventFilter.all().kinds("clock"))) {
            client.world("watched").clock().advance(Duration.ofSeconds(1));
            assertThat(events.next().kind()).isEqualTo("clock");
            client.deleteWorld("watched");
            assertThat(events.next().text("reason")).contains("deleted");
            assertThat(events.hasNext()).isFalse();
        }
    }

    private void server() {
        assertThat(client.health().isOk()).isTrue();
        assertThat(client.metrics()).contains("# TYPE hostdouble_worlds gauge");
        assertThat(client.health().apis()).containsExactly("hostkey", "hosterapi", "vss");
        assertThat(client.endpoints()).anySatisfy(endpoint -> {
            assertThat(endpoint.method()).isEqualTo("POST");
            assertThat(endpoint.path()).isEqualTo("/_emulator/clock/advance");
            assertThat(endpoint.description()).isEqualTo("Moves the clock forward by a duration.");
        });
        assertThat(client.createWorld("tour").name()).isEqualTo("tour");
        assertThat(client.worlds()).anySatisfy(one -> {
            assertThat(one.name()).isEqualTo("tour");
            assertThat(one.scenarios()).isEmpty();
        });
        client.forkWorld("copy", "tour");
        client.deleteWorld("copy");
        assertThat(client.scenarioCatalogue()).anySatisfy(entry -> {
            assertThat(entry.name()).isEqualTo("any/slow-provider");
            assertThat(entry.purpose()).contains("delays");
            assertThat(entry.parameters()).containsKey("delay");
        });
        assertThat(client.checkScenario("scenario: a\nrules: [{ on: vss/iso.lst, effect: { delay: 1s } }]"))
                .satisfies(check -> {
                    assertThat(check.valid()).isFalse();
                    assertThat(check.name()).contains("a");
                    assertThat(check.problems()).singleElement().satisfies(problem -> {
                        assertThat(problem.line()).isEqualTo(2);
                        assertThat(problem.message()).contains("did you mean 'vss/iso.list'?");
                    });
                    assertThat(check.warnings()).isEmpty();
                });
        assertThat(client.changeKinds())
                .anySatisfy(kind -> assertThat(kind.change()).isEqualTo("hosterapi/vm"));
        assertThat(client.schemas()).contains("world.schema.json");
        assertThat(client.schema("world.schema.json")).contains("\"$schema\"");
        assertThat(client.openApiDocuments()).contains("vss.json");
        assertThat(client.openApiDocument("vss.json")).contains("\"openapi\":\"3.1.0\"");
        assertThat(client.scenarioSchema()).contains("\"rules\"");
        assertThat(world.operations()).anySatisfy(operation -> {
            assertThat(operation.operation()).isEqualTo("hosterapi/server.list");
            assertThat(operation.answers()).isNotEmpty();
        });
    }

    private void clock() {
        assertThat(world.clock().read().mode()).isEqualTo("manual");
        assertThat(world.clock().setMode("step:1s").mode()).isEqualTo("step:1s");
        world.clock().setMode("manual");
        Instant date = Instant.parse("2024-03-01T00:00:00Z");
        assertThat(world.clock().setDate(date).now()).isEqualTo(date);
        assertThat(world.clock().advance(Duration.ofMillis(1500)).now()).isEqualTo(date.plusMillis(1500));
    }

    private void scenarios() throws Exception {
        ActiveScenario slow = world.scenarios().activate("any/slow-provider, delay=1ms");
        assertThat(slow.parameters()).containsExactly(Map.entry("delay", "\"1ms\""));
        assertThat(slow.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.expect()).contains("1 or more");
            assertThat(rule.expectationMet()).isFalse();
        });
        assertThat(world.scenarios().activateText("scenario: a\nrules: [{ on: vss/*, effect: { delay: 1ms } }]"))
                .satisfies(active -> assertThat(active.name()).isEqualTo("a"));
        world.scenarios()
                .activateText("b/c", "scenario: b/c\nevents: [{ at: 1h, do: { hosterapi/vm: 4001, state: stopped } }]");
        assertThat(world.scenarios().active()).hasSize(3);
        assertThat(world.scenarios().active().get(2).events()).singleElement().satisfies(event -> {
            assertThat(event.at()).isPresent();
            assertThat(event.changed()).isEmpty();
        });
        world.scenarios().activate("hosterapi/lost-acknowledgement");
        assertThat(world.scenarios().explain("hosterapi/lost-acknowledgement").rule("lost"))
                .hasValueSatisfying(rule -> assertThat(rule.on()).contains("hosterapi/server.create"));
        assertThat(world.scenarios().explain("a").rules()).hasSize(1);
        assertThat(world.scenarios().text("a"))
                .isEqualTo("scenario: a\nrules: [{ on: vss/*, effect: { delay: 1ms } }]");
        assertThat(world.scenarios().text("any/slow-provider")).contains("parameters: { delay: \"1ms\", sigma: 0.4 }");
        world.scenarios().activateText("a", "scenario: a\nrules: [{ on: vss/*, effect: { delay: 2ms } }]");
        world.scenarios().deactivate("a");
        world.scenarios().deactivate("b/c");
        world.scenarios().deactivate("hosterapi/lost-acknowledgement");
        assertThat(send("GET", "/api/v1/datacenter/server", "")).isEqualTo(200);
        assertThat(world.scenarios().active()).singleElement().satisfies(active -> assertThat(active.rule("slow"))
                .hasValueSatisfying(rule -> {
                    assertThat(rule.applied()).isEqualTo(1);
                    assertThat(rule.expectationMet()).isTrue();
                }));
    }

    private void requests() {
        RequestsClient.Selection found = world.requests()
                .list(RequestFilter.all()
                        .operation("hosterapi/*")
                        .method("GET")
                        .status(200)
                        .path("/api/*")
                        .rule("any/slow-provider/slow")
                        .since(Instant.EPOCH)
                        .limit(5));
        assertThat(found.total()).isEqualTo(1);
        RecordedCall call = found.latest().get(0);
        assertThat(call.ruleHits()).singleElement().satisfies(hit -> assertThat(hit.applied())
                .isTrue());
        assertThat(world.requests().list(RequestFilter.all().status("5xx")).total())
                .isZero();
        assertThat(world.requests().list(RequestFilter.all().after(call.n())).latest())
                .isEmpty();
        CallDetails details = world.requests().call(call.n());
        assertThat(details.reply().body()).contains("4001");
        assertThat(details.request().headers()).anyMatch(header -> header.name().equalsIgnoreCase("authorization"));
        assertThat(world.requests().curl(call.n())).contains("/_w/tour/api/v1/").doesNotContain("qpVod");
        assertThat(world.requests().curlWithCredentials(call.n())).contains("qpVod");
        assertThat(world.requests().curlScript(RequestFilter.all()))
                .contains("/_w/tour/api/v1/")
                .doesNotContain("qpVod");
        assertThat(world.requests().har(RequestFilter.all())).contains("\"entries\"");
        assertThat(world.replay()).contains("\"events\"").doesNotContain("qpVod");
        assertThat(world.replayWithCredentials()).contains("qpVod");
    }

    private void jobs() throws Exception {
        send("POST", "/api/v1/datacenter/server", ORDER);
        Job job = world.jobs().list().get(0);
        assertThat(job.operation()).isEqualTo("hosterapi/server.create");
        assertThat(job.output()).isEmpty();
        world.clock().runUntilProgress("hosterapi/" + job.id(), 0.5);
        assertThat(world.jobs().list().get(0).progress()).isBetween(0.5, 0.99);
        ClockRun run = world.clock().runUntilEnd(Long.parseLong(job.id()));
        assertThat(run.reached()).isEqualTo("job " + job.id() + " has finished at 1.0");
        assertThat(run.events().get(0).job()).contains(job.id());
        assertThat(run.events().get(0).kind()).isEqualTo("job-finished");
        assertThat(world.clock().runUntilDate(run.now().plus(run.passed())).total())
                .isZero();
        String rule = "hosterapi/job-stuck/stuck";
        assertThatThrownBy(() -> world.clock().runUntilRule(rule))
                .isInstanceOf(HostdoubleException.class)
                .hasMessageContaining("unknown rule");
        assertThatThrownBy(() -> world.clock().runUntilExpiry(Credentials.HOSTERAPI_TOKEN))
                .isInstanceOf(HostdoubleException.class)
                .hasMessageContaining("does not expire");
        assertThat(world.jobs().list().get(0).output())
                .hasValueSatisfying(json -> assertThat(json).contains("vmid"));
        send("PUT", "/api/v1/datacenter/server/4001/reinstall", "");
        send("PUT", "/api/v1/datacenter/server/4002/reinstall", "");
        send("PUT", "/api/v1/datacenter/server/4003/reinstall", "");
        JobsClient.Filter running = JobsClient.Filter.all()
                .api("hosterapi")
                .operation("hosterapi/server.*")
                .running();
        JobsClient.Page page = world.jobs().list(running.after(0).limit(2));
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.next()).contains(page.jobs().get(1).number());
        List<Job> jobs = world.jobs().list(running).jobs();
        assertThat(world.jobs().finish(jobs.get(0).id()).progress()).isEqualTo(1);
        assertThat(world.jobs().fail(jobs.get(1).id(), "0xa3: timeout").output())
                .contains("0xa3: timeout");
        assertThat(world.jobs().fail("hosterapi/" + jobs.get(2).id()).status()).isEqualTo("failed");
        assertThat(world.jobs()
                        .list(JobsClient.Filter.all().ended().target(jobs.get(0).target()))
                        .total())
                .isEqualTo(1);
    }

    private void resources() {
        Resources vms = world.resources("hosterapi", "vm", 1);
        assertThat(vms.at()).isEqualTo(world.clock().now());
        assertThat(vms.kinds()).hasSize(1);
        assertThat(vms.kinds().get(0).total()).isEqualTo(4);
        assertThat(vms.kinds().get(0).items().get(0).details())
                .containsEntry("template", "Debian10.0")
                .containsEntry("cpuCores", "4")
                .doesNotContainKey("software");
        assertThat(world.resources("*", "vm", 0).kinds())
                .extracting(Resources.Kind::api)
                .containsExactly("hosterapi", "vss");
        assertThat(world.resources().kinds())
                .extracting(Resources.Kind::kind)
                .contains("callback-key", "backup", "request");
    }

    private void ledger() {
        Ledger orders = world.ledger("hosterapi", "order", 1);
        assertThat(orders.at()).isEqualTo(world.clock().now());
        assertThat(orders.total()).isEqualTo(1);
        assertThat(orders.unpriced()).isEqualTo(1);
        assertThat(orders.totals()).isEmpty();
        assertThat(orders.entries().get(0).what()).startsWith("VM Debian10.0");
        assertThat(orders.entries().get(0).amount()).isEmpty();
        assertThat(world.ledger("*", "*", 0).entries()).isEmpty();
        assertThat(world.ledger().entries()).extracting(Ledger.Entry::kind).contains("order");
    }

    private void stores() {
        StoreClient store = world.store("jm");
        assertThat(store.put("isos/a.iso")).extracting(StoredFile::path).contains("isos/a.iso");
        assertThat(store.replace(List.of(StoredFile.at("isos/b.iso"), StoredFile.at("isos/c.iso"))))
                .hasSize(2);
        assertThat(store.delete("isos/b.iso")).extracting(StoredFile::path).containsExactly("isos/c.iso");
        assertThat(store.list()).hasSize(1);
        assertThat(store.clear()).isEmpty();
    }

    private void states() throws Exception {
        assertThat(world.change(Map.of("hosterapi/vm", 4002, "state", "stopped")))
                .isTrue();
        assertThat(world.report()).startsWith("<!DOCTYPE html>");
        assertThat(world.reportAsMarkdown()).startsWith("# Hostdouble report");
        String state = world.state();
        world.reset();
        assertThat(world.jobs().list()).isEmpty();
        world.loadState(state);
        assertThat(world.jobs().list()).hasSize(4);
        WorldClient played = client.world("played");
        PlayedRecording same = played.playReplay(world.replayWithCredentials());
        assertThat(same.incomplete()).hasValueSatisfying(why -> assertThat(why).contains("a saved state"));
        assertThat(same.problems()).isEmpty();
        assertThat(same.calls()).isEqualTo(same.differences()).isZero();
        client.deleteWorld("played");
    }

    private void coverage() throws Exception {
        CoverageClient own = world.coverage();
        own.clear();
        send("GET", "/api/v1/datacenter/server", "");
        assertThat(own.read().percent()).contains(33.3);
        assertThat(own.read().operation("hosterapi/server.list").orElseThrow().notMet())
                .containsExactly("empty", "UNAUTHORIZED");
        assertThat(own.ofOperations("vss/*").read().operations()).isEmpty();
        assertThat(own.ofOperations("vss/*").table()).startsWith("Not used:\n  vss/");
        assertThat(own.junitXml()).startsWith("<?xml ");
        assertThat(own.html()).startsWith("<!DOCTYPE html>");
        assertThat(client.coverage().read().documented())
                .isGreaterThan(own.read().documented());
        client.coverage().clear();
        assertThat(client.coverage().read().operations()).isEmpty();
        assertThat(own.read().world()).contains("tour");
    }

    private void audit() throws Exception {
        send("GET", "/api/v1/datacenter/servers", "");
        AuditReport report = world.audit();
        assertThat(report.world()).isEqualTo("tour");
        assertThat(report.calls()).isPositive();
        assertThat(report.incomplete()).isEmpty();
        AuditReport.Finding last = report.findings().get(report.findings().size() - 1);
        assertThat(last.rule()).isEqualTo("unknown-operation");
        assertThat(last.calls()).contains(report.calls());
        assertThat(last.what()).endsWith("that hosterapi has no operation for");
        assertThat(report.wrong())
                .allSatisfy(finding -> assertThat(finding.severity()).isNotEqualTo("info"));
        assertThat(report.totals()).contains(new AuditReport.Total("order-repeated", 0));
        assertThat(report.notJudged()).extracting(AuditReport.NotJudged::rule).contains("polled-too-fast");
    }

    private void verify() throws Exception {
        send("GET", "/api/v1/datacenter/server", "");
        CallExpectation listed = CallExpectation.to("hosterapi/server.list")
                .method("GET")
                .path("/api/*")
                .status(200);
        VerificationResult good = world.verify(Verification.expect()
                .call(listed.times(Times.atLeast(1)))
                .rule("any/slow-provider/slow", Times.between(1, 100))
                .callsInOrder()
                .everyScenarioUsed());
        assertThat(good.text()).isEqualTo("verified");
        good.orThrow();
        VerificationResult bad = world.verify(Verification.expect()
                .call(listed.status("2xx").times(7))
                .call(CallExpectation.to("hosterapi/server.create")
                        .body("mem", 2048)
                        .times(Times.atMost(0))));
        assertThat(bad.verified()).isFalse();
        assertThat(bad.problems()).isNotEmpty();
        assertThat(bad.text()).contains("expected 7 calls, found ");
        world.requests().clear();
        assertThat(world.verify(Verification.expect().noOtherCalls()).problems())
                .isEmpty();
    }

    private int send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(world.url() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + Credentials.HOSTERAPI_TOKEN)
                .header("Content-Type", "application/json")
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
