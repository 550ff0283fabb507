package dev.hostdouble;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * No connection leaves the process: the server opens none, and the tests are guarded. The command {@code health} and the client
 * for users connect to the server that they are told.
 */
class ConnectionsTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hostdouble");

    private static final Set<String> OPENERS = Set.of(
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.DatagramSocket",
            "java.net.MulticastSocket",
            "java.net.URLConnection",
            "java.net.HttpURLConnection",
            "javax.net.SocketFactory",
            "javax.net.ssl.SSLSocketFactory",
            "javax.net.ssl.SSLSocket",
            "javax.net.ssl.HttpsURLConnection");

    private static final DescribedPredicate<JavaClass> CONNECTION =
            describe("open connections", type -> OPENERS.contains(type.getName()) || isNetworkChannel(type));

    /** Files have channels too. */
    private static boolean isNetworkChannel(JavaClass type) {
        return type.getPackageName().startsWith("java.nio.channels")
                && type.getSimpleName().matches(".*(Socket|Datagram|Network|Selector|Selectable).*");
    }

    @Test
    void only_the_http_port_the_health_command_and_the_client_open_connections() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.hostdouble.http", "dev.hostdouble.client")
                .and()
                .doNotHaveFullyQualifiedName("dev.hostdouble.cli.HealthCommand")
                .and()
                .doNotHaveFullyQualifiedName("dev.hostdouble.tls.OneKeyManager") // its type names sockets
                .should()
                .dependOnClassesThat(CONNECTION.or(resideInAnyPackage("java.net.http..")))
                .orShould()
                .callMethod(URL.class, "openStream")
                .orShould()
                .callMethod(URL.class, "getContent")
                .check(PRODUCT);
    }

    @Test
    void a_connection_that_leaves_this_machine_fails_the_test_that_makes_it() throws Exception {
        // An address that is nobody's (RFC 5737), and a name that is nobody's (RFC 2606).
        assertThatThrownBy(() -> new Socket("192.0.2.1", 9).close())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("192.0.2.1");
        assertThatThrownBy(() ->
                        URI.create("http://192.0.2.1/").toURL().openStream().close())
                .isInstanceOf(AssertionError.class);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket inside = new Socket(server.getInetAddress(), server.getLocalPort())) {
            assertThat(inside.isConnected()).isTrue();
        }
    }
}
