package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.OrderLists.BillingServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A session as {@code auth.php} shows it: all members in the order of another official page. Beyond the account, its
 * servers and the end of the session, the values are those of a verified client.
 *
 * @param tokenExpire Unix time
 * @param whmcsId the number of the client in the billing, as a text
 * @param deployKeys the keys of running orders by invoice
 */
record SessionJson(
        String token,
        String role,
        @JsonProperty("role_type") String roleType,
        @JsonProperty("role_name") String roleName,
        List<String> permissions,
        List<Long> servers,
        @JsonProperty("whmcs_id") String whmcsId,
        @JsonProperty("whmcs_location") String whmcsLocation,
        String email,
        @JsonProperty("customer_id") long customerId,
        @JsonProperty("token_expire") long tokenExpire,
        boolean verified,
        boolean corporate,
        @JsonProperty("default_lang") String defaultLang,
        @JsonProperty("billing_options") Billing billingOptions,
        @JsonProperty("private_ranges") List<String> privateRanges,
        @JsonProperty("private_vlans") List<Integer> privateVlans,
        @JsonProperty("deploy_keys") Map<String, String> deployKeys,
        @JsonProperty("billing_servers") List<BillingServer> billingServers,
        @JsonProperty("show_products") int showProducts,
        @JsonProperty("manage_products") int manageProducts,
        @JsonProperty("show_invoices") int showInvoices,
        @JsonProperty("manage_orders") int manageOrders,
        @JsonProperty("ipsubnet_announce") int ipsubnetAnnounce,
        @JsonProperty("edit_master_profile") int editMasterProfile,
        @JsonProperty("currency_code") String currencyCode) {

    /** The billing of all clients. */
    static final String LOCATION = "EU-Central";

    static SessionJson of(
            String token,
            Account account,
            List<Long> servers,
            Instant expires,
            Map<String, String> deployKeys,
            List<BillingServer> billingServers) {
        return new SessionJson(
                token,
                account.role().word(),
                account.role().word(),
                account.role().billingName(),
                List.of("eq_list", "eq_show", "billing_list"),
                servers,
                String.valueOf(account.customer()),
                LOCATION,
                account.login(),
                account.customer(),
                expires.getEpochSecond(),
                true,
                false,
                "en",
                new Billing(LOCATION, "HostKey Europe", true, List.of("cc", "bank"), "billing.hostkey.com"),
                List.of(),
                List.of(),
                deployKeys,
                billingServers,
                1,
                1,
                1,
                1,
                1,
                1,
                account.currency());
    }

    /** The session with its members beside the result, as a client reads {@code auth/info}. */
    record Flat(String result, String action, @JsonUnwrapped SessionJson session, User data) {
        static Flat of(SessionJson session, Account account) {
            return new Flat("OK", "info", session, new User(account.customer(), account.login()));
        }
    }

    /** Who has logged in. */
    record User(@JsonProperty("user_id") long id, String username) {}

    /** How the client pays. */
    record Billing(
            String location,
            String company,
            boolean active,
            @JsonProperty("allowed_payments") List<String> allowedPayments,
            @JsonProperty("native_endpoint") String nativeEndpoint) {}
}
