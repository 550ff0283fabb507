package dev.hostdouble;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Forbids connections that leave this machine, for the whole process of the tests; found by JUnit as a service. Java asks for a
 * proxy before it opens a socket or a URL, so this selector sees where each of them leads. What is not a socket of
 * {@code java.net} is forbidden to the product by {@link ConnectionsTest}.
 */
public final class NoConnectionsOut implements BeforeAllCallback {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|.+\\.localhost|127(\\.\\d+){3}|0\\.0\\.0\\.0|\\[?(0*:)+0*1]?");

    @Override
    public void beforeAll(ExtensionContext context) {
        install();
    }

    private static synchronized void install() {
        if (!(ProxySelector.getDefault() instanceof Guard)) {
            ProxySelector.setDefault(new Guard());
        }
    }

    private static final class Guard extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            if (uri.getHost() == null || !LOOPBACK.matcher(uri.getHost()).matches()) {
                throw new AssertionError("a connection that leaves this machine: " + uri);
            }
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // the caller hears of it
        }
    }
}
