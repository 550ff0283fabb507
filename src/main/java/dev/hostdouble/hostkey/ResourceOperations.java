package dev.hostdouble.hostkey;

import static dev.hostdouble.hostkey.HostkeyError.API_KEY_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_ARGUMENT;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_SSH_KEY;
import static dev.hostdouble.hostkey.HostkeyError.LIMIT_REACHED;
import static dev.hostdouble.hostkey.HostkeyError.MISSING_KEYS;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_SUSPENDED;
import static dev.hostdouble.hostkey.HostkeyError.SSH_KEY_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.SUBDOMAIN_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.TAG_TOO_LONG;
import static dev.hostdouble.hostkey.HostkeyError.ZONE_EXISTS;
import static dev.hostdouble.hostkey.HostkeyError.ZONE_NOT_FOUND;
import static dev.hostdouble.hostkey.ResourceFact.MISSING_PARTS;
import static dev.hostdouble.provider.Parameter.id;
import static dev.hostdouble.provider.Parameter.matching;
import static dev.hostdouble.provider.Parameter.number;
import static dev.hostdouble.provider.Parameter.oneOf;
import static dev.hostdouble.provider.Parameter.passing;
import static dev.hostdouble.provider.Parameter.text;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.OperationRow;
import dev.hostdouble.provider.OperationTable;
import dev.hostdouble.provider.Parameter;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What clients call for tags, SSH keys, DNS zones and API keys. */
final class ResourceOperations {
    private static final String PAGE = "another official page";
    private static final String CLIENT = "an official client reads these members, or none";
    private static final String NAMED = "another official page names it and its parameters; its reply is unknown";
    private static final String SENT = "an official client calls it; its reply is unknown";
    private static final String SEARCH = "official pages and a client name it; its reply is unknown";
    private static final int LONGEST_NAME = 255;
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{0," + LONGEST_NAME + "}");

    private static final Parameter ID = id("id").required(SERVER_NOT_FOUND);
    private static final Parameter TAG = matching("tag", "characters a-zA-Z0-9_-", Pattern.compile("[a-zA-Z0-9_-]+"));
    private static final Parameter COMPONENT = oneOf("component", "eq").ifInvalid(INVALID_ARGUMENT);
    private static final Parameter NAME = line("params[name]").ifInvalid(INVALID_ARGUMENT);
    private static final Parameter ACTIVE = oneOf("params[active]", "0", "1").ifInvalid(INVALID_ARGUMENT);
    private static final Parameter IP = passing(
                    "params[ip]", "IP addresses or networks with commas between them", AddressList::isOne)
            .ifInvalid(INVALID_ARGUMENT);
    private static final Parameter METHOD =
            oneOf("params[login_notify_method]", "none", "email", "webhook").ifInvalid(INVALID_ARGUMENT);
    private static final Parameter ADDRESS =
            line("params[login_notify_address]").ifInvalid(INVALID_ARGUMENT);
    private static final Parameter KEY_ID = id("params[id]").required(API_KEY_NOT_FOUND);
    private static final Parameter DAY = matching("params[period_from]", "a day such as 2024-01-31", ApiKeySection.DAY)
            .ifInvalid(INVALID_ARGUMENT);
    private static final Parameter DOMAIN =
            matching("name", "the name of a domain", PdnsSection.DOMAIN).ifInvalid(INVALID_ARGUMENT);
    private static final Parameter RECORD_NAME = matching(
                    "name", "a name in the zone, or @", Pattern.compile("@|[a-zA-Z0-9_*.-]{1,254}"))
            .ifInvalid(INVALID_ARGUMENT);
    private static final Parameter TYPE = matching(
                    "type",
                    "the type of a record, such as A",
                    Pattern.compile("(?i)A|AAAA|CAA|CNAME|DKIM|MX|NS|PTR|SOA|SPF|SRV|TXT"))
            .ifInvalid(INVALID_ARGUMENT);
    private static final Parameter SUBDOMAIN_SERVER = id("server_id").ifInvalid(SERVER_NOT_FOUND);
    private static final Parameter CONTENTS = text("content[]");
    private static final Parameter TTL = number("ttl", 1, Integer.MAX_VALUE).ifInvalid(INVALID_ARGUMENT);
    private static final Parameter PRIORITY = number("priority", 0, 65_535).ifInvalid(INVALID_ARGUMENT);

    static final OperationTable<Sections> TABLE = new OperationTable<>(
            row("tags", "list", Evidence.OBSERVED, CLIENT, s -> s.tags::list)
                    .takes(ID, COMPONENT)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .reads()
                    .alsoFails(INVALID_ARGUMENT, SERVER_NOT_FOUND),
            row("tags", "add", Evidence.OBSERVED, PAGE, s -> s.tags::add)
                    .takes(
                            TAG.required(INVALID_ARGUMENT),
                            ID.unless("id_list"),
                            text("id_list").ifMissing(SERVER_NOT_FOUND).unless("id"),
                            text("value"),
                            text("extra"),
                            COMPONENT)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(INVALID_ARGUMENT, TAG_TOO_LONG, SERVER_NOT_FOUND, SERVER_SUSPENDED, LIMIT_REACHED),
            row("tags", "remove", Evidence.OBSERVED, CLIENT, s -> s.tags::remove)
                    .takes(
                            TAG.required(INVALID_ARGUMENT),
                            ID.unless("id_list"),
                            text("id_list").ifMissing(SERVER_NOT_FOUND).unless("id"),
                            COMPONENT)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(INVALID_ARGUMENT, SERVER_NOT_FOUND, SERVER_SUSPENDED),
            row("tags", "clear", Evidence.ASSUMED, NAMED, s -> s.tags::clear)
                    .takes(TAG.ifInvalid(INVALID_ARGUMENT), ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(INVALID_ARGUMENT, SERVER_NOT_FOUND, SERVER_SUSPENDED),
            row("tags", "search_user", Evidence.ASSUMED, SEARCH, s -> s.tags::search)
                    .takes(text("value").ifMissing(INVALID_ARGUMENT))
                    .reads()
                    .alsoFails(INVALID_ARGUMENT),
            row("tags", "user_search", Evidence.ASSUMED, SEARCH, s -> s.tags::search)
                    .takes(text("value").ifMissing(INVALID_ARGUMENT))
                    .reads()
                    .alsoFails(INVALID_ARGUMENT),
            row("ssh_keys", "list", Evidence.OBSERVED, CLIENT, s -> s.sshKeys::list)
                    .reads(),
            row("ssh_keys", "add", Evidence.OBSERVED, CLIENT, s -> s.sshKeys::add)
                    .takes(
                            matching("params[key]", "a public key as OpenSSH writes it", SshKeySection.PUBLIC_KEY)
                                    .ifMissing(MISSING_KEYS)
                                    .ifInvalid(INVALID_SSH_KEY),
                            NAME.ifMissing(MISSING_KEYS, MISSING_PARTS),
                            text("params[default]"))
                    .alsoFails(MISSING_KEYS, INVALID_SSH_KEY, INVALID_ARGUMENT, LIMIT_REACHED),
            row("ssh_keys", "delete", Evidence.OBSERVED, CLIENT, s -> s.sshKeys::delete)
                    .takes(id("id").required(SSH_KEY_NOT_FOUND))
                    .alsoFails(SSH_KEY_NOT_FOUND),
            row("pdns", "list_domains", Evidence.OBSERVED, CLIENT, s -> s.pdns::listDomains)
                    .reads(),
            row("pdns", "add_domain", Evidence.OBSERVED, CLIENT, s -> s.pdns::addDomain)
                    .takes(parts(needed(DOMAIN), id("server_id").ifInvalid(SERVER_NOT_FOUND)))
                    .alsoFails(MISSING_KEYS, INVALID_ARGUMENT, SERVER_NOT_FOUND, ZONE_EXISTS, LIMIT_REACHED),
            row("pdns", "view_zone", Evidence.OBSERVED, CLIENT, s -> s.pdns::viewZone)
                    .takes(parts(needed(text("zone"))))
                    .reads()
                    .alsoFails(MISSING_KEYS, ZONE_NOT_FOUND),
            row("pdns", "add_dns", Evidence.OBSERVED, CLIENT, s -> s.pdns::addDns)
                    .takes(parts(
                            needed(text("zone")),
                            RECORD_NAME,
                            needed(TYPE),
                            needed(CONTENTS),
                            TTL,
                            PRIORITY,
                            RECORD_NAME.named("old_name"),
                            text("increase_soa_serial")))
                    .alsoFails(MISSING_KEYS, INVALID_ARGUMENT, ZONE_NOT_FOUND, LIMIT_REACHED),
            row("pdns", "delete_dns", Evidence.OBSERVED, CLIENT, s -> s.pdns::deleteDns)
                    .takes(parts(needed(text("zone")), RECORD_NAME, needed(TYPE), CONTENTS, text("priority")))
                    .alsoFails(MISSING_KEYS, INVALID_ARGUMENT, ZONE_NOT_FOUND),
            row("pdns", "delete_domain", Evidence.OBSERVED, CLIENT, s -> s.pdns::deleteDomain)
                    .takes(parts(
                            id("id").required(ZONE_NOT_FOUND).unless("zone", "domain_id"),
                            text("zone").ifMissing(ZONE_NOT_FOUND).unless("id", "domain_id"),
                            id("domain_id").required(ZONE_NOT_FOUND).unless("id", "zone")))
                    .alsoFails(ZONE_NOT_FOUND),
            row("pdns", "list_zones", Evidence.ASSUMED, NAMED, s -> s.pdns::listDomains)
                    .reads(),
            row("pdns", "add_zone", Evidence.ASSUMED, SENT, s -> s.pdns::addDomain)
                    .takes(parts(
                            needed(DOMAIN),
                            text("nameservers[]"),
                            id("server_id").ifInvalid(SERVER_NOT_FOUND)))
                    .alsoFails(MISSING_KEYS, INVALID_ARGUMENT, SERVER_NOT_FOUND, ZONE_EXISTS, LIMIT_REACHED),
            row("pdns", "delete_zone", Evidence.ASSUMED, SENT, s -> s.pdns::deleteZone)
                    .takes(parts(needed(text("zone"))))
                    .alsoFails(MISSING_KEYS, ZONE_NOT_FOUND),
            row("pdns", "list_subdomains", Evidence.ASSUMED, SENT, s -> s.subdomains::list)
                    .takes(parts(SUBDOMAIN_SERVER))
                    .reads()
                    .alsoFails(SERVER_NOT_FOUND),
            row("pdns", "add_subdomain", Evidence.ASSUMED, SENT, s -> s.subdomains::add)
                    .takes(parts(SUBDOMAIN_SERVER, id("domain_id").ifInvalid(ZONE_NOT_FOUND), RECORD_NAME))
                    .alsoFails(SERVER_NOT_FOUND, ZONE_NOT_FOUND, MISSING_KEYS, INVALID_ARGUMENT, LIMIT_REACHED),
            row("pdns", "edit_subdomain", Evidence.ASSUMED, SENT, s -> s.subdomains::edit)
                    .takes(parts(id("id").ifInvalid(SUBDOMAIN_NOT_FOUND), SUBDOMAIN_SERVER))
                    .alsoFails(SUBDOMAIN_NOT_FOUND, SERVER_NOT_FOUND),
            row("pdns", "delete_subdomain", Evidence.ASSUMED, SENT, s -> s.subdomains::delete)
                    .takes(parts(SUBDOMAIN_SERVER, id("id").ifInvalid(SUBDOMAIN_NOT_FOUND)))
                    .alsoFails(SERVER_NOT_FOUND, SUBDOMAIN_NOT_FOUND),
            row("api_keys", "list", Evidence.ASSUMED, NAMED, s -> s.apiKeys::list)
                    .reads(),
            row("api_keys", "list_for_server", Evidence.ASSUMED, NAMED, s -> s.apiKeys::listForServer)
                    .takes(ID.named("params[server_id]"))
                    .reads()
                    .alsoFails(SERVER_NOT_FOUND),
            row("api_keys", "view", Evidence.ASSUMED, NAMED, s -> s.apiKeys::view)
                    .takes(KEY_ID)
                    .reads()
                    .alsoFails(API_KEY_NOT_FOUND),
            row("api_keys", "history", Evidence.ASSUMED, NAMED, s -> s.apiKeys::history)
                    .takes(id("params[id]").ifInvalid(API_KEY_NOT_FOUND), DAY, DAY.named("params[period_to]"))
                    .reads()
                    .alsoFails(API_KEY_NOT_FOUND, INVALID_ARGUMENT),
            row("api_keys", "add", Evidence.ASSUMED, NAMED, s -> s.apiKeys::add)
                    .takes(
                            NAME.ifMissing(MISSING_KEYS, MISSING_PARTS),
                            id("params[server_id]").ifInvalid(SERVER_NOT_FOUND),
                            IP,
                            ACTIVE,
                            METHOD,
                            ADDRESS)
                    .alsoFails(MISSING_KEYS, INVALID_ARGUMENT, SERVER_NOT_FOUND, LIMIT_REACHED),
            row("api_keys", "edit", Evidence.ASSUMED, NAMED, s -> s.apiKeys::edit)
                    .takes(KEY_ID, NAME, IP, ACTIVE, METHOD, ADDRESS)
                    .alsoFails(API_KEY_NOT_FOUND, INVALID_ARGUMENT),
            row("api_keys", "delete", Evidence.ASSUMED, NAMED, s -> s.apiKeys::delete)
                    .takes(KEY_ID)
                    .alsoFails(API_KEY_NOT_FOUND));

    private ResourceOperations() {}

    private static OperationRow<Sections> row(
            String module, String action, Evidence evidence, String note, Function<Sections, Handler> handler) {
        return HostkeyOperations.row(module, action, handler).answers(evidence, note);
    }

    /** A text without control characters. */
    private static Parameter line(String name) {
        return matching(name, "at most " + LONGEST_NAME + " characters, none of them a control character", LINE);
    }

    private static String inside(String name) {
        int bracket = name.indexOf('[');
        return bracket < 0
                ? "params[" + name + "]"
                : "params[" + name.substring(0, bracket) + "]" + name.substring(bracket);
    }

    /** Parameters that stand in {@code params[…]} or alone. */
    private static Parameter[] parts(Parameter... parameters) {
        return Arrays.stream(parameters)
                .flatMap(part -> Stream.of(
                        part.named(inside(part.name())).unless(others(part, part.name())),
                        part.unless(others(part, inside(part.name())))))
                .toArray(Parameter[]::new);
    }

    /** What a call can have in the place of one form of a part: the other form, and its others in both forms. */
    private static String[] others(Parameter part, String otherForm) {
        return Stream.concat(
                        Stream.of(otherForm), part.others().stream().flatMap(other -> Stream.of(inside(other), other)))
                .toArray(String[]::new);
    }

    /** A part that a call needs. */
    private static Parameter needed(Parameter part) {
        return part.ifMissing(MISSING_KEYS, MISSING_PARTS);
    }
}
