package dev.hostdouble.client;

import dev.hostdouble.Hostdouble;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Connects to an HTTPS port as a careful client does: it trusts one CA, and compares the host with the certificate. */
public final class TlsClient {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final int port;
    private final String host;
    private final SSLSocketFactory sockets;

    /** A client that trusts what the server says at {@code ca.pem}. */
    public TlsClient(Hostdouble server, String host) {
        this(server.httpsUrl().orElseThrow().getPort(), host, pem(server));
    }

    /** A client that trusts certificates given as PEM. */
    public TlsClient(int port, String host, String pem) {
        this.port = port;
        this.host = host;
        this.sockets = trusting(pem).getSocketFactory();
    }

    private static String pem(Hostdouble server) {
        try (RawSocket socket = new RawSocket(server.url())) {
            return socket.send("GET /_emulator/ca.pem HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A context that trusts certificates given as PEM. */
    public static SSLContext trusting(String pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null);
            for (Certificate one : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
                store.setCertificateEntry("ca-" + store.size(), one);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection whose handshake has not begun. */
    public SSLSocket open(String... protocols) throws IOException {
        Socket tcp = new Socket(InetAddress.getLoopbackAddress(), port);
        tcp.setSoTimeout(TIMEOUT_MILLIS);
        SSLSocket socket = (SSLSocket) sockets.createSocket(tcp, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (protocols.length > 0) {
            parameters.setProtocols(protocols);
        }
        socket.setSSLParameters(parameters);
        return socket;
    }

    /** A connection over which bytes can be sent. */
    public RawSocket connect(String... protocols) throws IOException {
        SSLSocket socket = open(protocols);
        socket.startHandshake();
        return new RawSocket(socket);
    }

    /** The reply to a request for a path of the host. */
    public Seen get(String path, String... headers) throws IOException {
        String fields = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        try (RawSocket socket = connect()) {
            return socket.send("GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n" + fields + "\r\n");
        }
    }
}
