package dev.hostdouble.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * A private key, and the certificates that a server sends with it. Its text shows no key.
 *
 * @param chain the certificate of the key first
 */
record Identity(PrivateKey key, List<X509Certificate> chain) {
    Identity {
        chain = List.copyOf(chain);
    }

    /** The certificate of the key. */
    X509Certificate certificate() {
        return chain.get(0);
    }

    /**
     * A context for servers. Each has sessions of its own, so that no client resumes one in which it saw another certificate.
     */
    SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        // An empty list of trust managers spares loading the CAs of the JDK, which no server needs.
        context.init(new KeyManager[] {new OneKeyManager(this)}, new TrustManager[0], null);
        return context;
    }

    @Override
    public String toString() {
        return "Identity of " + certificate().getSubjectX500Principal();
    }
}
