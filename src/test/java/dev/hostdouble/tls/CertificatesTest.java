package dev.hostdouble.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.client.TlsClient;
import dev.hostdouble.core.TlsFault;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The certificates that are made, and those that are given. */
class CertificatesTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path folder = Path.of("");

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Certificates given(Path certificate, Path key) throws InvalidFileException {
        return Certificates.given(certificate, key, List.of("localhost"), List.of("localhost"), CLOCK);
    }

    @Test
    void a_certificate_is_what_strict_clients_want() throws Exception {
        CertificateAuthority authority = CertificateAuthority.fresh(CLOCK);
        X509Certificate ca = authority.identity().certificate();
        ca.verify(ca.getPublicKey());
        assertThat(ca.getBasicConstraints()).isZero();
        assertThat(ca.getKeyUsage()[5]).as("keyCertSign").isTrue();
        X509Certificate leaf =
                authority.issue(List.of("a.localhost", "127.0.0.1", "::1")).certificate();
        leaf.verify(ca.getPublicKey());
        assertThat(leaf.getSubjectAlternativeNames().toString())
                .isEqualTo("[[2, a.localhost], [7, 127.0.0.1], [7, 0:0:0:0:0:0:0:1]]");
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getPublicKey().getAlgorithm()).isEqualTo("EC");
        // The keys of issuer and subject: 2.5.29.35 and 2.5.29.14.
        assertThat(leaf.getNonCriticalExtensionOIDs()).contains("2.5.29.35", "2.5.29.14");
        assertThat(ca.getNonCriticalExtensionOIDs()).contains("2.5.29.14");
        Duration life = Duration.between(
                leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
        assertThat(life).isBetween(Duration.ofDays(90), Duration.ofDays(398));
        assertThat(leaf.getNotBefore().toInstant()).isBefore(CLOCK.instant().minus(Duration.ofHours(23)));
        assertThat(leaf.getSerialNumber().bitLength()).isBetween(64, 128);
    }

    @Test
    void no_two_certificates_have_one_serial_number_and_no_two_starts_one_ca() throws Exception {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            CertificateAuthority authority = CertificateAuthority.fresh(CLOCK);
            assertThat(seen.add(authority.identity().certificate().getSubjectX500Principal()))
                    .isTrue();
            for (int n = 0; n < 20; n++) {
                assertThat(seen.add(authority.issue(List.of("x")).certificate().getSerialNumber()))
                        .isTrue();
            }
        }
    }

    @Test
    void each_host_below_a_domain_has_a_context_of_its_own_and_others_the_usual_one() {
        Certificates made = Certificates.made(List.of("localhost"), List.of("localhost", "hd.test"), CLOCK);
        Object usual = made.context(Optional.empty(), Optional.empty());
        assertThat(made.context(Optional.of("a.localhost"), Optional.empty()))
                .isSameAs(made.context(Optional.of("A.LocalHost"), Optional.empty()))
                .isNotSameAs(usual);
        for (String name : List.of("localhost", "example.com", "alocalhost", "x".repeat(300) + ".localhost", "")) {
            assertThat(made.context(Optional.of(name), Optional.empty())).isSameAs(usual);
        }
        assertThat(made.context(Optional.empty(), Optional.of(TlsFault.EXPIRED)))
                .isNotSameAs(usual);
        Object first = made.context(Optional.of("n.localhost"), Optional.empty());
        for (int i = 0; i < 600; i++) {
            made.context(Optional.of("n" + i + ".hd.test"), Optional.empty());
        }
        assertThat(made.context(Optional.of("n.localhost"), Optional.empty()))
                .as("only the last ones are kept")
                .isNotSameAs(first);
    }

    @Test
    void a_given_certificate_is_served_as_it_is() throws Exception {
        Identity own = CertificateAuthority.fresh(CLOCK).issue(List.of("api.example.test"));
        Path certificate = file(
                "c.pem", "a comment\n" + pem("CERTIFICATE", own.certificate().getEncoded()));
        Certificates given =
                given(certificate, file("k.pem", pem("PRIVATE KEY", own.key().getEncoded())));
        assertThat(given.pem()).isEqualTo(pem("CERTIFICATE", own.certificate().getEncoded()));
        assertThat(given.context(Optional.of("a.localhost"), Optional.empty()))
                .isSameAs(given.context(Optional.empty(), Optional.empty()));
        assertThat(own.toString()).isEqualTo("Identity of CN=Hostdouble");
    }

    @Test
    void a_given_ca_issues_the_certificates() throws Exception {
        Identity own = CertificateAuthority.fresh(CLOCK).identity();
        String pem = pem("CERTIFICATE", own.certificate().getEncoded());
        Certificates given = given(
                file("ca.pem", pem), file("k.pem", pem("PRIVATE KEY", own.key().getEncoded())));
        assertThat(given.pem()).isEqualTo(pem);
        assertThat(given.context(Optional.of("a.localhost"), Optional.empty()))
                .isNotSameAs(given.context(Optional.empty(), Optional.empty()));
        assertThat(TlsClient.trusting(given.pem())).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', ok, ':1: no certificate: expected PEM with BEGIN CERTIFICATE, that of the server first'",
        "'x\n-----BEGIN CERTIFICATE-----\nAAAA\n', ok, ':2: the block does not end: expected -----END … -----'",
        "'-----BEGIN CERTIFICATE-----\n%\n-----END CERTIFICATE-----\n', ok, ':1: the block is not base64'",
        "'-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', ok, ':1: the block is not an X.509 certificate'",
        "ok, '', ':1: no private key: expected an EC or RSA key: BEGIN PRIVATE KEY, BEGIN EC PRIVATE KEY or BEGIN RSA PRIVATE KEY'",
        "ok, '\n-----BEGIN PRIVATE KEY-----\nS3CRET00\n-----END PRIVATE KEY-----\n', ':2: expected an EC or RSA key: BEGIN PRIVATE KEY,'",
        "ok, '-----BEGIN EC PRIVATE KEY-----\nS3CRET00\n-----END EC PRIVATE KEY-----\n', ':1: expected an EC or RSA key'",
        "ok, '-----BEGIN ENCRYPTED PRIVATE KEY-----\nS3CRET00\n-----END ENCRYPTED PRIVATE KEY-----\n', ':1: the key is encrypted: expected one without a passphrase'",
        "ok, '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nS3CRET00\n-----END RSA PRIVATE KEY-----\n', ':1: the key is encrypted'"
    })
    void bad_files_are_refused_with_their_place_and_without_their_contents(String certificate, String key, String why)
            throws Exception {
        Identity own = CertificateAuthority.fresh(CLOCK).identity();
        Path good = file("good.pem", pem("CERTIFICATE", own.certificate().getEncoded()));
        Path goodKey = file("good.key", pem("PRIVATE KEY", own.key().getEncoded()));
        Path wrong = file("wrong.pem", certificate.equals("ok") ? key : certificate);
        assertThatThrownBy(() -> given(certificate.equals("ok") ? good : wrong, key.equals("ok") ? goodKey : wrong))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(wrong + why)
                .hasMessageNotContaining("S3CRET");
    }

    @Test
    void a_missing_file_a_folder_and_a_key_of_another_certificate_are_refused() throws Exception {
        Identity own = CertificateAuthority.fresh(CLOCK).identity();
        Path good = file("good.pem", pem("CERTIFICATE", own.certificate().getEncoded()));
        PrivateKey other = CertificateAuthority.fresh(CLOCK).identity().key();
        Path otherKey = file("other.key", pem("PRIVATE KEY", other.getEncoded()));
        assertThatThrownBy(() -> given(good, otherKey))
                .hasMessage(otherKey + ": this key does not belong to the first certificate in " + good);
        assertThatThrownBy(() -> given(good, folder.resolve("none")))
                .hasMessage(folder.resolve("none") + ": cannot be read; expected a PEM file");
        assertThatThrownBy(() -> given(folder, otherKey))
                .hasMessage(folder + ":1: expected a PEM file of at most 1 MiB");
        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificates(
                                new ByteArrayInputStream(Files.readString(good).getBytes(StandardCharsets.US_ASCII))))
                .hasSize(1);
    }
}
