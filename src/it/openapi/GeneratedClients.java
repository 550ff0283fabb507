import com.fasterxml.jackson.databind.DeserializationFeature;
import java.net.http.HttpRequest;
import java.util.function.Consumer;

/** Calls a server with the clients that openapi-generator makes of its documents. GeneratedClientsIT compares the output. */
final class GeneratedClients {
    private GeneratedClients() {}

    public static void main(String[] arguments) throws Exception {
        callControl();
        callHostkey();
        callHosterapi();
        callVss();
    }

    private static void callControl() throws Exception {
        control.ApiClient client = new control.ApiClient();
        new control.api.WorldsApi(client).resetWorld();
        System.out.println("clock: " + new control.api.ClockApi(client).getClock().getMode());
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
        client.setRequestInterceptor(bearer("1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6"));
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
