package dev.hostdouble.client;

import java.util.Arrays;
import java.util.Locale;

/** How a usual call to each provider looks: the provider's host name, and header lines with credential and form. */
public enum ClientDefaults {
    HOSTERAPI(
            "reseller.hosterapi.de",
            lines(Credentials.bearer(Credentials.HOSTERAPI_TOKEN), "Content-Type: application/json")),
    /** The token is one of the parameters. */
    HOSTKEY("invapi.hostkey.com", lines("Content-Type: application/x-www-form-urlencoded")),
    VSS("vss-api.eis.utoronto.ca", lines(Credentials.bearer(Credentials.VSS_TOKEN))),
    /** A provider whose clients send nothing in particular. */
    OTHER("localhost", "");

    private final String host;
    private final String headers;

    ClientDefaults(String host, String headers) {
        this.host = host;
        this.headers = headers;
    }

    private static String lines(String... headers) {
        return String.join("\r\n", headers) + "\r\n";
    }

    /** The defaults of a provider by the name of its API. */
    public static ClientDefaults of(String api) {
        return Arrays.stream(values())
                .filter(known -> known.name().equals(api.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(OTHER);
    }

    /** The provider's own host name. */
    public String host() {
        return host;
    }

    /** The header lines that a call has besides Host, each with its line end. */
    public String headers() {
        return headers;
    }

    /** The header lines that a call to a path has besides Host: at VSS, some calls are logins. */
    public String headers(String path) {
        return this == VSS && (path.startsWith("/tf/") || path.equals("/auth/request-token"))
                ? lines(Credentials.basic(Credentials.VSS_USER, Credentials.VSS_USER))
                : headers;
    }
}
