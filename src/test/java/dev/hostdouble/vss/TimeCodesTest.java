package dev.hostdouble.vss;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codes of authenticator apps, compared with the tables of the RFCs. */
class TimeCodesTest {
    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B, SHA-1: the last six of eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codes_of_times(long seconds, String code) {
        assertThat(TimeCodes.code(KEY, TimeCodes.step(Instant.ofEpochSecond(seconds))))
                .isEqualTo(code);
    }

    /** RFC 4226, appendix D. */
    @ParameterizedTest
    @CsvSource({"0, 755224", "1, 287082", "5, 254676", "9, 520489"})
    void codes_of_steps(long step, String code) {
        assertThat(TimeCodes.code(KEY, step)).isEqualTo(code);
    }

    @Test
    void a_step_before_1970() {
        assertThat(TimeCodes.step(Instant.ofEpochSecond(-1))).isEqualTo(-1);
        assertThat(TimeCodes.code(KEY, -1)).hasSize(6);
    }

    /** RFC 4648, section 10, without padding. */
    @ParameterizedTest
    @CsvSource({"'', ''", "fooba, MZXW6YTB", "1234567890, GEZDGNBVGY3TQOJQ"})
    void keys_in_base32(String text, String encoded) {
        assertThat(TimeCodes.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }
}
