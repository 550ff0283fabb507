package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What {@code eq.php} replies to orders and reinstallations. */
final class OrderJson {
    private OrderJson() {}

    /** A new server is ordered. */
    record Ordered(
            String result,
            String action,
            String callback,
            long invoice,
            String status,
            @JsonProperty("deploy_status") String deployStatus,
            @JsonProperty("os_name") String osName,
            @JsonProperty("soft_name") String softName) {}

    /** A server is installed again. */
    record Installing(
            String result,
            String action,
            String callback,
            long id,
            @JsonProperty("deploy_status") String deployStatus,
            @JsonProperty("os_name") String osName,
            @JsonProperty("soft_name") String softName) {}

    /** A reinstallation has begun. */
    record Reinstalling(String result, String action, String stage, String callback, long id) {}
}
