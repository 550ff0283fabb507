package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.client.WorldClient;
import dev.hostdouble.junit.BaseUrl;
import dev.hostdouble.junit.HostdoubleTest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hostdouble runs beside this project's own Jetty, Jackson and Logback, and changes none of them. */
@HostdoubleTest
class OtherVersionsTest {
    @Test
    void the_logging_is_this_projects(@BaseUrl("vss") String vss, WorldClient world) throws Exception {
        world.scenarios().activate("any/slow-provider,delay=1ms");
        get(vss + "/v2/iso");
        Logger app = LoggerFactory.getLogger("my.app");
        app.debug("debug-line");
        LoggerFactory.getLogger("other").debug("not-shown");
        LoggerFactory.getLogger("other").info("info-line");
        String log = Files.readString(Path.of("target/app.log"));
        assertTrue(log.contains("MYPATTERN DEBUG my.app debug-line\nMYPATTERN INFO other info-line\n"), log);
        assertTrue(!log.contains("not-shown") && !log.contains("hostdouble") && !log.contains("javalin"), log);
        assertEquals("1.4.14", ch.qos.logback.classic.Level.class.getPackage().getImplementationVersion());
    }

    @Test
    void the_jetty_is_this_projects(@BaseUrl("vss") String vss) throws Exception {
        assertEquals("11.0.25", Server.getVersion());
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        server.setHandler(new AbstractHandler() {
            @Override
            public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse reply)
                    throws IOException {
                reply.getWriter().print("mine");
                base.setHandled(true);
            }
        });
        server.start();
        try {
            assertEquals("mine", get("http://127.0.0.1:" + connector.getLocalPort() + "/"));
            assertTrue(get(vss + "/v2/iso").contains("401"));
        } finally {
            server.stop();
        }
    }

    @Test
    void the_jackson_is_this_projects() {
        assertEquals("2.15.4", new ObjectMapper().version().toString());
    }

    @Test
    void no_foreign_library_is_on_the_class_path() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("org.h2.Driver"));
        assertThrows(ClassNotFoundException.class, () -> Class.forName("io.javalin.Javalin"));
        assertThrows(ClassNotFoundException.class, () -> Class.forName("org.yaml.snakeyaml.Yaml"));
        assertThrows(SQLException.class, () -> DriverManager.getConnection("jdbc:h2:mem:"));
    }

    private static String get(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
