package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hostdouble.junit.BaseUrl;
import dev.hostdouble.junit.HostdoubleTest;
import dev.hostdouble.junit.Scenario;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

@HostdoubleTest
class FailingTest {
    @Test
    @Scenario("hosterapi/lost-acknowledgement")
    void orders_nothing(@BaseUrl("hosterapi") URI baseUrl) throws Exception {
        list(baseUrl);
    }

    @Test
    void expects_what_is_not_there(@BaseUrl("hosterapi") URI baseUrl) throws Exception {
        assertEquals(404, list(baseUrl));
    }

    private static int list(URI baseUrl) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/api/v1/datacenter/server"))
                .header("Authorization", "Bearer 1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }
}
