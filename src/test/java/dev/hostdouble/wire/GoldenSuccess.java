package dev.hostdouble.wire;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The reply of a golden exchange whose call succeeds.
 *
 * @param operation the id of the operation
 * @param contentType the empty string where it has none
 */
public record GoldenSuccess(String operation, String contentType, String body) {
    private static final String CONTENT_TYPE = "content-type:";

    /** Those of all operations. */
    public static List<GoldenSuccess> all() throws IOException {
        return WireFixture.all().stream()
                .filter(WireFixture::isSuccess)
                .map(GoldenSuccess::of)
                .toList();
    }

    private static GoldenSuccess of(WireFixture fixture) {
        String type = fixture.reply().headers().stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(CONTENT_TYPE))
                .map(line -> line.substring(CONTENT_TYPE.length()).strip())
                .findFirst()
                .orElse("");
        return new GoldenSuccess(fixture.operation(), type, fixture.reply().body());
    }
}
