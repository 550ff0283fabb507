package dev.hostdouble.wire;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The reply of a golden exchange.
 *
 * @param operation the id of the operation
 * @param name operation and case
 * @param method the HTTP method of the request
 * @param isSuccess whether the call succeeds
 * @param contentType the empty string where it has none
 * @param body the empty string where it has none
 */
public record GoldenReply(
        String operation, String name, String method, int status, boolean isSuccess, String contentType, String body) {
    private static final String CONTENT_TYPE = "content-type:";

    /** Those of all operations. */
    public static List<GoldenReply> all() throws IOException {
        return WireFixture.all().stream().map(GoldenReply::of).toList();
    }

    private static GoldenReply of(WireFixture fixture) {
        String type = fixture.reply().headers().stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(CONTENT_TYPE))
                .map(line -> line.substring(CONTENT_TYPE.length()).strip())
                .findFirst()
                .orElse("");
        return new GoldenReply(
                fixture.operation(),
                fixture.toString(),
                fixture.request().start().replaceFirst(" .*", ""),
                fixture.status(),
                fixture.isSuccess(),
                type,
                fixture.reply().body());
    }

    @Override
    public String toString() {
        return name;
    }
}
