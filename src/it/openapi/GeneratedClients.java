import com.fasterxml.jackson.databind.DeserializationFeature;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Calls a server with the clients that openapi-generator makes of its documents. GeneratedClientsIT compares the output. */
final class GeneratedClients {
    private static final String HOSTERAPI_TOKEN = "1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6";

    private GeneratedClients() {}

    public static void main(String[] arguments) throws Exception {
        callControl();
        callHostkey();
        callHosterapi();
        callVss();
    }

    private static void callControl() throws Exception {
        control.ApiClient client = new control.ApiClient();
        control.api.WorldsApi worlds = new control.api.WorldsApi(client);
        worlds.resetWorld();
        System.out.println("clock: " + new control.api.ClockApi(client).getClock().getMode());
        worlds.createWorld("generated-too", null);
        System.out.println("worlds: "
                + worlds.listWorlds().getWorlds().stream()
                        .map(control.model.World::getName)
                        .filter(name -> name.startsWith("generated"))
                        .toList());
        control.api.RequestsApi requests = new control.api.RequestsApi(client);
        System.out.println("verified: " + requests.verify(null).getVerified());
        callScenarios(new control.api.ScenariosApi(client));
        control.api.ChangesApi changes = new control.api.ChangesApi(client);
        System.out.println("changed: "
                + changes.makeChange(Map.of("hosterapi/vm", 4001, "state", "stopped")).getChanged());
        callJobs(new control.api.JobsApi(client));
        callRequests(requests);
        control.api.CoverageApi coverage = new control.api.CoverageApi(client);
        System.out.println("coverage: "
                + coverage.getCoverage(null, null).getOperations().get(0).getOperation() + ", cleared "
                + coverage.clearCoverage().getCleared() + ", of all worlds "
                + coverage.clearCoverageOfAllWorlds().getCleared());
        worlds.resetWorld();
    }

    private static void callScenarios(control.api.ScenariosApi scenarios) throws Exception {
        System.out.println("in the catalogue: "
                + scenarios.listCatalogue().getScenarios().stream()
                        .filter(entry -> entry.getName().equals("any/slow-provider"))
                        .map(entry -> entry.getParameters().get("delay"))
                        .toList());
        scenarios.putScenarioInFolder("hosterapi", "job-stuck", null);
        scenarios.putScenarioInFolder(
                "any", "slow-provider", new control.model.ScenarioPut().parameters(Map.of("delay", "1ms")));
        List<Object> rules =
                List.of(Map.of("name", "slow", "on", "vss/iso.list", "effect", Map.of("delay", "1ms")));
        scenarios.activateScenario(new control.model.ScenarioFile().scenario("mine").rules(rules));
        scenarios.putScenario("other", new control.model.ScenarioPut().scenario("other").rules(rules));
        System.out.println("scenarios: "
                + scenarios.listScenarios().getScenarios().stream()
                        .map(control.model.Scenario::getName)
                        .toList());
        System.out.println(
                "deactivated: " + scenarios.deactivateScenario("other").getDeactivated());
    }

    private static void callJobs(control.api.JobsApi jobs) throws Exception {
        hosterapi.ApiClient client = new hosterapi.ApiClient();
        client.setRequestInterceptor(bearer(HOSTERAPI_TOKEN));
        new hosterapi.api.ServerApi(client)
                .serverCreate(new hosterapi.model.ServerCreateRequest()
                        .template("Debian10.0")
                        .cpuCores(1L)
                        .mem(1024L)
                        .disk("10G")
                        .ipCount(1L));
        String job = jobs.listJobs(null, null, null, null, null, null)
                .getJobs()
                .get(0)
                .getId();
        System.out.println("job: " + jobs.failJob(job, null).getStatus());
    }

    private static void callRequests(control.api.RequestsApi requests) throws Exception {
        System.out.println("requests: "
                + requests.listRequests(null, null, null, null, null, null, null, null, null)
                        .getTotal());
        System.out.println("request: " + requests.getRequest(1L, null, null).getCall().getOperation());
        System.out.println("archive: "
                + requests.listRequests(null, null, null, null, null, null, null, "har", null)
                        .getLog()
                        .getVersion());
        System.out.println("cleared: " + requests.clearRequests().getCleared());
    }

    private static void callHostkey() throws Exception {
        hostkey.ApiClient client = new hostkey.ApiClient();
        // Success and error have the same status: a class is told from another one by members that it does not have.
        client.setObjectMapper(client.getObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));
        hostkey.api.IsoApi iso = new hostkey.api.IsoApi(client);
        System.out.println("images: "
                + iso.isoListIso("HOSTKEY_TOKEN", 456L).getIsoListIso().getIsoImages().stream()
                        .map(hostkey.model.ListedIso::getIsoName)
                        .toList());
        System.out.println("error: " + iso.isoListIso("HOSTKEY_TOKEN", 999L).getErrorReply().getMessage());
        String key = iso.isoMountIso("HOSTKEY_TOKEN", 456L, "ubuntu-22.04.iso")
                .getDriveTask()
                .getCallback();
        System.out.println("task: "
                + new hostkey.api.EqCallbackApi(client)
                        .eqCallbackCheck(key)
                        .getEqCallbackCheckRunning()
                        .getResult());
    }

    private static void callHosterapi() throws Exception {
        hosterapi.ApiClient client = new hosterapi.ApiClient();
        client.setRequestInterceptor(bearer(HOSTERAPI_TOKEN));
        hosterapi.api.ServerApi server = new hosterapi.api.ServerApi(client);
        System.out.println("servers: " + server.serverList().getResult());
        try {
            server.serverStatus(1L);
        } catch (hosterapi.ApiException e) {
            System.out.println("error: " + e.getCode());
        }
    }

    private static void callVss() throws Exception {
        vss.ApiClient client = new vss.ApiClient();
        client.setRequestInterceptor(request -> request.header("Authorization", "Basic am9zZW06am9zZW0="));
        String token = new vss.api.TokenApi(client)
                .tokenRequest(new vss.model.TokenRequestRequest())
                .getToken();
        client.setRequestInterceptor(bearer(token));
        System.out.println("images on a page: "
                + new vss.api.IsoApi(client)
                        .isoList(1L, 2L, null, null, null, null)
                        .getData()
                        .size());
    }

    private static Consumer<HttpRequest.Builder> bearer(String token) {
        return request -> request.header("Authorization", "Bearer " + token);
    }
}
