package dev.hostdouble.http;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** A TLS connection that says when it sends its certificate, and when its handshake has ended. */
final class TlsConnection extends SslConnection {
    private final Runnable onCertificate;
    private boolean isCertificateSent;

    /** @param onCertificate runs once, when the certificate of the server is about to be sent */
    TlsConnection(
            ByteBufferPool buffers, Executor executor, EndPoint endPoint, SSLEngine engine, Runnable onCertificate) {
        super(buffers, executor, null, endPoint, engine);
        this.onCertificate = onCertificate;
        setRenegotiationAllowed(false);
        addHandshakeListener(new SslHandshakeListener() {
            @Override
            public void handshakeSucceeded(Event event) {
                if (getSslEndPoint().getConnection() instanceof ClientConnection client) {
                    client.handshakeEnded();
                }
            }
        });
    }

    @Override
    protected SSLEngineResult wrap(SSLEngine engine, ByteBuffer[] input, ByteBuffer output) throws SSLException {
        SSLEngineResult result = super.wrap(engine, input, output);
        if (!isCertificateSent && result.bytesProduced() > 0) {
            SSLSession session = engine.getHandshakeSession();
            if (session != null && session.getLocalCertificates() != null) {
                isCertificateSent = true;
                onCertificate.run();
            }
        }
        return result;
    }
}
