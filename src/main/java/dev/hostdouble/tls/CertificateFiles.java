package dev.hostdouble.tls;

import dev.hostdouble.tls.PemFile.Block;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wildfly.security.asn1.ASN1Exception;
import org.wildfly.security.asn1.DERDecoder;
import org.wildfly.security.asn1.DEREncoder;

/** Reads a certificate and its private key from files. */
final class CertificateFiles {
    private static final String RSA_KEY = "1.2.840.113549.1.1.1";
    private static final String EC_KEY = "1.2.840.10045.2.1";
    private static final List<String> ALGORITHMS = List.of("EC", "RSA");
    private static final String EXPECTED_KEY =
            "expected an EC or RSA key: BEGIN PRIVATE KEY, BEGIN EC PRIVATE KEY or BEGIN RSA PRIVATE KEY";

    private CertificateFiles() {}

    /**
     * A certificate and its key.
     *
     * @throws InvalidFileException if one of the files cannot be used, or they do not belong together
     */
    static Identity read(Path certificate, Path key) throws InvalidFileException {
        List<X509Certificate> chain = certificates(new PemFile(certificate));
        PrivateKey privateKey = key(new PemFile(key));
        if (!belongTogether(chain.get(0), privateKey)) {
            throw new InvalidFileException(
                    List.of(key + ": this key does not belong to the first certificate in " + certificate));
        }
        return new Identity(privateKey, chain);
    }

    /** Whether a certificate is there to sign others: that of a CA which names no host. */
    static boolean isAuthority(X509Certificate certificate) {
        try {
            return certificate.getBasicConstraints() >= 0 && certificate.getSubjectAlternativeNames() == null;
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static List<X509Certificate> certificates(PemFile file) throws InvalidFileException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Block block : file.blocks()) {
            if (block.label().equals("CERTIFICATE")) {
                try {
                    chain.add((X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(block.der().array())));
                } catch (CertificateException e) {
                    throw file.problem(block.line(), "the block is not an X.509 certificate");
                }
            }
        }
        if (chain.isEmpty()) {
            throw file.problem(1, "no certificate: expected PEM with BEGIN CERTIFICATE, that of the server first");
        }
        return chain;
    }

    private static PrivateKey key(PemFile file) throws InvalidFileException {
        for (Block block : file.blocks()) {
            if (block.label().endsWith("PRIVATE KEY")) {
                return pkcs8(block)
                        .flatMap(CertificateFiles::decode)
                        .orElseThrow(() -> file.problem(block.line(), EXPECTED_KEY));
            }
        }
        throw file.problem(1, "no private key: " + EXPECTED_KEY);
    }

    private static Optional<PrivateKey> decode(byte[] pkcs8) {
        for (String algorithm : ALGORITHMS) {
            try {
                return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
            } catch (GeneralSecurityException e) {
                // The key is of another kind.
            }
        }
        return Optional.empty();
    }

    /** The key as PKCS #8; the older forms of OpenSSL lack the frame that says which kind of key it is. */
    private static Optional<byte[]> pkcs8(Block block) {
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> Optional.of(block.der().array());
                case "RSA PRIVATE KEY" ->
                    Optional.of(framed(RSA_KEY, Optional.empty(), block.der().array()));
                case "EC PRIVATE KEY" ->
                    Optional.of(framed(
                            EC_KEY,
                            Optional.of(curve(block.der().array())),
                            block.der().array()));
                default -> Optional.empty();
            };
        } catch (ASN1Exception e) {
            return Optional.empty();
        }
    }

    private static byte[] framed(String algorithm, Optional<String> parameter, byte[] key) {
        DEREncoder out = new DEREncoder();
        out.startSequence();
        out.encodeInteger(BigInteger.ZERO);
        out.startSequence();
        out.encodeObjectIdentifier(algorithm);
        parameter.ifPresentOrElse(out::encodeObjectIdentifier, out::encodeNull);
        out.endSequence();
        out.encodeOctetString(key);
        out.endSequence();
        return out.getEncoded();
    }

    /** RFC 5915: the curve is the parameter with the tag 0. */
    private static String curve(byte[] key) {
        DERDecoder in = new DERDecoder(key);
        in.startSequence();
        in.decodeInteger();
        in.decodeOctetString();
        in.startExplicit(0);
        return in.decodeObjectIdentifier();
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        byte[] probe = "hostdouble".getBytes(StandardCharsets.UTF_8);
        try {
            Signature signer = Signature.getInstance(CertificateAuthority.algorithm(key.getAlgorithm()));
            signer.initSign(key);
            signer.update(probe);
            byte[] signature = signer.sign();
            signer.initVerify(certificate.getPublicKey());
            signer.update(probe);
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
