package dev.hostdouble.tls;

import dev.hostdouble.core.TlsFault;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.wildfly.security.x500.GeneralName;
import org.wildfly.security.x500.cert.AuthorityKeyIdentifierExtension;
import org.wildfly.security.x500.cert.BasicConstraintsExtension;
import org.wildfly.security.x500.cert.ExtendedKeyUsageExtension;
import org.wildfly.security.x500.cert.KeyUsage;
import org.wildfly.security.x500.cert.KeyUsageExtension;
import org.wildfly.security.x500.cert.SubjectAlternativeNamesExtension;
import org.wildfly.security.x500.cert.SubjectKeyIdentifierExtension;
import org.wildfly.security.x500.cert.X509CertificateBuilder;
import org.wildfly.security.x500.cert.util.KeyUtil;

/**
 * A CA that issues certificates of servers. The keys, and with them the serial numbers, are the one thing in this process that
 * the seed does not decide: a key that others can compute is none.
 */
final class CertificateAuthority {
    /** The name of another host, for {@link TlsFault#WRONG_HOST}. No host has it: RFC 2606. */
    static final String OTHER_HOST = "other-host.invalid";

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final X500Principal SUBJECT = new X500Principal("CN=Hostdouble");

    /** Clients accept certificates of at most 398 days. */
    private static final Duration LIFE = Duration.ofDays(396);

    private static final Duration CA_LIFE = Duration.ofDays(800);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int SERIAL_BYTES = 16;
    private static final int NAME_BYTES = 4;
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final Identity identity;
    private final Clock clock;
    private final KeyPair serverKey;
    private final AtomicLong issued = new AtomicLong();

    /**
     * A CA with a key and certificate of its own.
     *
     * @param clock the host's: clients compare with theirs
     */
    CertificateAuthority(Identity identity, Clock clock) throws GeneralSecurityException {
        this.identity = identity;
        this.clock = clock;
        this.serverKey = newKey();
    }

    /** A new CA that nobody knows yet. */
    static CertificateAuthority fresh(Clock clock) throws GeneralSecurityException {
        KeyPair key = newKey();
        byte[] hash = hash(key.getPublic(), 0);
        String name = new BigInteger(1, Arrays.copyOf(hash, NAME_BYTES)).toString(16);
        X500Principal subject = new X500Principal("CN=Hostdouble CA " + name);
        Instant now = clock.instant();
        X509CertificateBuilder certificate = builder(now.minus(DAY), now.plus(CA_LIFE), serial(hash))
                .setIssuerDn(subject)
                .setSubjectDn(subject)
                .setPublicKey(key.getPublic())
                .setSigningKey(key.getPrivate())
                .setSignatureAlgorithmName(algorithm("EC"))
                .addExtension(new BasicConstraintsExtension(true, true, 0))
                .addExtension(new KeyUsageExtension(true, KeyUsage.keyCertSign, KeyUsage.cRLSign))
                .addExtension(new SubjectKeyIdentifierExtension(KeyUtil.getKeyIdentifier(key.getPublic())));
        return new CertificateAuthority(new Identity(key.getPrivate(), List.of(certificate.build())), clock);
    }

    /** Its own certificate, and those that lead to it. */
    Identity identity() {
        return identity;
    }

    /** Issues a certificate for names and addresses, valid from yesterday on. */
    Identity issue(List<String> names) throws CertificateException {
        Instant now = clock.instant();
        Instant end = now.plus(LIFE);
        Instant last = identity.certificate().getNotAfter().toInstant();
        return issue(names, now.minus(DAY), last.isBefore(end) ? last : end);
    }

    /** Issues a certificate that clients of those names refuse. */
    Identity issueBad(List<String> names, TlsFault fault) throws CertificateException {
        Instant now = clock.instant();
        return switch (fault) {
            case EXPIRED -> issue(names, now.minus(LIFE), now.minus(DAY));
            case NOT_YET_VALID -> issue(names, now.plus(DAY), now.plus(LIFE));
            case WRONG_HOST -> issue(List.of(OTHER_HOST));
            default -> issue(names);
        };
    }

    private Identity issue(List<String> names, Instant from, Instant until) throws CertificateException {
        PublicKey key = serverKey.getPublic();
        X509CertificateBuilder certificate = builder(from, until, serial(hash(key, issued.incrementAndGet())))
                .setIssuerDn(identity.certificate().getSubjectX500Principal())
                .setSubjectDn(SUBJECT)
                .setPublicKey(key)
                .setSigningKey(identity.key())
                .setSignatureAlgorithmName(algorithm(identity.key().getAlgorithm()))
                .addExtension(new BasicConstraintsExtension(true, false, -1))
                .addExtension(new KeyUsageExtension(true, KeyUsage.digitalSignature))
                .addExtension(new ExtendedKeyUsageExtension(false, List.of(SERVER_AUTH)))
                .addExtension(new SubjectKeyIdentifierExtension(KeyUtil.getKeyIdentifier(key)))
                .addExtension(new AuthorityKeyIdentifierExtension(
                        KeyUtil.getKeyIdentifier(identity.certificate().getPublicKey()), List.of(), null))
                .addExtension(new SubjectAlternativeNamesExtension(false, generalNames(names)));
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate.build()));
        if (identity.chain().size() > 1) {
            chain.addAll(identity.chain()); // an intermediate CA
        }
        return new Identity(serverKey.getPrivate(), chain);
    }

    private static X509CertificateBuilder builder(Instant from, Instant until, BigInteger serial) {
        return new X509CertificateBuilder()
                .setSerialNumber(serial)
                .setNotValidBefore(seconds(from))
                .setNotValidAfter(seconds(until));
    }

    private static ZonedDateTime seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
    }

    private static List<GeneralName> generalNames(List<String> names) {
        List<GeneralName> all = new ArrayList<>();
        for (String name : names) {
            all.add(ADDRESS.matcher(name).matches() ? new GeneralName.IPAddress(name) : new GeneralName.DNSName(name));
        }
        return all;
    }

    /** Whether a key can sign the certificates of servers, and how. */
    static String algorithm(String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> throw new IllegalArgumentException(keyAlgorithm);
        };
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** Serial numbers follow from the key, which is as random as they must be. */
    private static BigInteger serial(byte[] hash) {
        return new BigInteger(1, Arrays.copyOf(hash, SERIAL_BYTES)).setBit(0);
    }

    private static byte[] hash(PublicKey key, long number) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key.getEncoded());
            return digest.digest(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // each JDK has it
        }
    }
}
