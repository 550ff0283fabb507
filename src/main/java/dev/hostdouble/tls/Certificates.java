package dev.hostdouble.tls;

import dev.hostdouble.core.TlsFault;
import dev.hostdouble.yaml.InvalidFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The certificates of a server: one for its own names, and one for each world's host, issued when a client asks for it. */
public final class Certificates {
    /** How many are kept at a time; each takes about 10 KB. */
    private static final int KEPT = 500;

    private static final int LONGEST_NAME = 253;
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private final List<String> names;
    private final List<String> domains;
    private final CertificateAuthority authority;
    private final CertificateAuthority stranger;
    private final Optional<Identity> given;
    private final Map<Wanted, SSLContext> contexts = new LinkedHashMap<>(16, 0.75f, true);

    private Certificates(
            List<String> names,
            List<String> domains,
            CertificateAuthority authority,
            CertificateAuthority stranger,
            Optional<Identity> given) {
        this.names = List.copyOf(names);
        this.domains = List.copyOf(domains);
        this.authority = authority;
        this.stranger = stranger;
        this.given = given;
    }

    private record Wanted(List<String> names, Optional<TlsFault> fault) {}

    /**
     * Certificates issued by a CA that is made now.
     *
     * @param names the host names and addresses of the server; not empty
     * @param domains each host name below one of them is the server's, too
     * @param clock the host's
     */
    public static Certificates made(List<String> names, List<String> domains, Clock clock) {
        try {
            CertificateAuthority authority = CertificateAuthority.fresh(clock);
            return new Certificates(names, domains, authority, CertificateAuthority.fresh(clock), Optional.empty());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // each JDK has these algorithms
        }
    }

    /**
     * The certificate of a file; or, if it is that of a CA and names no host, certificates issued by it.
     *
     * @param certificate a PEM file with the certificate, and those that lead to its CA
     * @param key a PEM file with its private key
     * @throws InvalidFileException if they cannot be used, naming file and line
     */
    public static Certificates given(Path certificate, Path key, List<String> names, List<String> domains, Clock clock)
            throws InvalidFileException {
        Identity given = CertificateFiles.read(certificate, key);
        boolean isAuthority = CertificateFiles.isAuthority(given.certificate());
        try {
            CertificateAuthority stranger = CertificateAuthority.fresh(clock);
            return isAuthority
                    ? new Certificates(
                            names, domains, new CertificateAuthority(given, clock), stranger, Optional.empty())
                    : new Certificates(names, domains, CertificateAuthority.fresh(clock), stranger, Optional.of(given));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What clients must trust, as PEM: the certificate of the CA, or the given certificates. */
    public String pem() {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : given.orElseGet(authority::identity).chain()) {
            try {
                pem.append("-----BEGIN CERTIFICATE-----\n")
                        .append(BASE64.encodeToString(certificate.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException(e);
            }
        }
        return pem.toString();
    }

    /**
     * The TLS context for a handshake.
     *
     * @param serverName the host that the client asks for
     * @param fault how the handshake is to fail; not {@link TlsFault#CUT}
     */
    public synchronized SSLContext context(Optional<String> serverName, Optional<TlsFault> fault) {
        List<String> wanted = serverName
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(this::isBelowDomain)
                .map(List::of)
                .orElse(names);
        Wanted key = new Wanted(given.isPresent() && fault.isEmpty() ? List.of() : wanted, fault);
        SSLContext known = contexts.get(key);
        if (known == null) {
            known = newContext(key);
            contexts.put(key, known);
            if (contexts.size() > KEPT) {
                contexts.remove(contexts.keySet().iterator().next());
            }
        }
        return known;
    }

    private SSLContext newContext(Wanted wanted) {
        try {
            Identity identity;
            if (wanted.fault().isEmpty()) {
                identity = given.isPresent() ? given.get() : authority.issue(wanted.names());
            } else {
                CertificateAuthority issuer = wanted.fault().get() == TlsFault.UNTRUSTED ? stranger : authority;
                identity = issuer.issueBad(wanted.names(), wanted.fault().get());
            }
            return identity.context();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isBelowDomain(String name) {
        return name.length() <= LONGEST_NAME && domains.stream().anyMatch(domain -> name.endsWith("." + domain));
    }
}
