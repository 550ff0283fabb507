package dev.hostdouble.hostkey;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;

/** What answers of HOSTKEY rest on in the modules tags, ssh_keys, net, pdns and api_keys. */
enum ResourceFact implements Fact {
    // Tags
    HOSTNAME_TAG(
            "the tag hostname is the name of the server: to add it renames the server; without it the name remains",
            "official clients read the name there",
            "tags.add"),
    TAGS_OF_MANY(
            "with id_list, tags are added to or removed from all of these servers or none, and the reply shows the first",
            "another official page names the parameter",
            "tags.add tags.remove"),
    TAG_CHARACTERS(
            "the name of a tag can also have hyphens and underscores",
            "another official page says alphanumeric",
            "tags.add tags.remove"),
    TAG_COMPONENT(
            "without component, tags/list shows the tags of a server; other components than eq are refused",
            "official clients send eq",
            "tags.list"),
    ABSENT_TAG("a tag that is not there can be removed", "", "tags.remove"),

    // Keys
    ONE_DEFAULT_KEY(
            "a new default key takes the flag from the others; without params[default] a key is not the default one",
            "",
            "ssh_keys.add"),
    MISSING_PARTS(
            "a call without a parameter that it needs gets the error that ssh_keys/add gives without a key",
            "that error was seen in live use",
            "ssh_keys.add api_keys.add pdns.*"),
    KEY_IN_USE(
            "auth/login notes in the history of its key that it was used; it does not check the addresses of the key, sends no"
                    + " notification, and opens a session for all servers, also with the key for one",
            "another official page names these properties",
            "auth.login"),

    KEY_SESSIONS(
            "sessions that began with a key go on when it is deleted or switched off",
            "",
            "api_keys.delete api_keys.edit"),

    // Addresses
    ADDRESS_COUNT(
            "without ips[] and amount, net/add_ipv4 adds one free address; ip is one of ips[], which count more than"
                    + " amount",
            "an official client sends either ips[] or amount",
            "net.add_ipv4"),
    ALL_ADDRESSES(
            "remove_all takes all additional addresses from the server",
            "another official page names the parameter",
            "net.remove_ipv4"),

    FOUR_HOURS("a block with four_hours ends by itself", "an official client says so", "net.block_ip"),

    // Zones
    ZONE_RECORDS(
            "a new zone has a SOA and two NS records, and every change raises its serial; names are shown as they were sent",
            "an official client looks for the name that it sent; another one names the name servers",
            "pdns.view_zone"),
    SAME_RECORD(
            "a record with the name, type and content of another one replaces it; with another content it stands beside it",
            "an official client adds the records of a name one by one",
            "pdns.add_dns"),
    RECORD_DEFAULTS(
            "a record without name is about the zone itself; without ttl it has 3600, without priority 0",
            "official clients send these parameters",
            "pdns.add_dns pdns.delete_dns"),
    RECORD_CHANGE(
            "old_name names records that the new ones replace; with increase_soa_serial=0 the serial remains",
            "another official client sends them",
            "pdns.add_dns"),
    ZONE_CHOICE(
            "pdns/delete_domain takes the id of a zone or its name, as domain_id too; of both, both must be right",
            "an official client sends id and zone",
            "pdns.delete_domain"),
    ABSENT_RECORD("records that are not there can be deleted", "", "pdns.delete_dns"),
    SUBDOMAINS(
            "a subdomain is an A record in a zone of the caller that names an address of a server",
            "an official client names the actions",
            "pdns.list_subdomains pdns.add_subdomain pdns.edit_subdomain pdns.delete_subdomain"),
    PARTS_ALONE(
            "pdns.php also takes the names of its parameters without params[…] around them",
            "another official client sends them so",
            "pdns.*");

    private final Details details;

    ResourceFact(String statement, String source, String operations) {
        details = Details.of(Evidence.ASSUMED, statement, source, operations);
    }

    @Override
    public Details details() {
        return details;
    }
}
