package dev.hostdouble.client;

import java.util.List;
import java.util.Locale;

/** How a usual call to each provider looks: the provider's host name, and header lines with credential and form. */
public enum ClientDefaults {
    HOSTERAPI(
            "reseller.hosterapi.de",
            List.of(Credentials.bearer(Credentials.HOSTERAPI_TOKEN), "Content-Type: application/json")),
    /** The token is one of the parameters. */
    HOSTKEY("invapi.hostkey.com", List.of("Content-Type: application/x-www-form-urlencoded")),
    VSS("vss-api.eis.utoronto.ca", List.of(Credentials.bearer(Credentials.VSS_TOKEN)));

    private final String host;
    private final List<String> headers;

    ClientDefaults(String host, List<String> headers) {
        this.host = host;
        this.headers = headers;
    }

    /** The defaults of a provider by the name of its API. */
    public static ClientDefaults of(String api) {
        return valueOf(api.toUpperCase(Locale.ROOT));
    }

    /** The provider's own host name. */
    public String host() {
        return host;
    }

    /** The header lines that a call has besides Host. */
    public List<String> headers() {
        return headers;
    }
}
