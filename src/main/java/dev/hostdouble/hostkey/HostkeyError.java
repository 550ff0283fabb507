package dev.hostdouble.hostkey;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Evidence;

/**
 * All errors of HOSTKEY. The HTTP status is always 200; {@code code} is the number in the body. The first fifteen are
 * on the pages, one for each action.
 */
enum HostkeyError implements ApiError {
    INVALID_ARGUMENT("invalid argument {name}"),
    ISO_DATA_NOT_FOUND("Can't find iso data for id={id}"),
    ISO_ID_REQUIRED("ISO id required"),
    INVALID_ID("invalid argument id '{id}'"),
    SERVER_ID_REQUIRED("Server id required"),
    ISO_NAME_REQUIRED("ISO name required"),
    UNMOUNT_SERVER_ID_REQUIRED("iso/unmount_iso: Server id required"),
    ISO_NOT_FOUND("ISO not found"),
    INVALID_URL("Invalid URL"),
    INCORRECT_PARAMS("Incorrect parameter params"),
    SNAPSHOT_CREATION_FAILED("failed to request snapshot creation for {id} - {error}"),
    SNAPSHOT_LIST_FAILED("failed to request snapshots list for {id}"),
    STATS_FAILED("failed to request stats for {id}"),
    SNAPSHOT_REMOVAL_FAILED("failed to request snapshot removal for {id} - {error}"),
    SNAPSHOT_RESTORE_FAILED("failed to request restore from snapshot for {id} - {error}"),

    /** The reply also contains the key. */
    KEY_NOT_FOUND("AsyncKey not found", -1, Evidence.OBSERVED),
    INVALID_TOKEN("Invalid token", -2, Evidence.OBSERVED),
    AUTHORIZATION_REQUIRED("Authorization required", -2, Evidence.OBSERVED),

    /** Other words for a session that has ended, which official clients know; only scenarios say them. */
    INVALID_HASH("Invalid hash", -2, Evidence.OBSERVED),
    SESSION_EXPIRED("Session expired", -2, Evidence.OBSERVED),
    PERMISSION_DENIED("Permission denied", -2, Evidence.OBSERVED),
    BAD_API_KEY("Incorrect API key format", -1, Evidence.OBSERVED),
    MALFORMED_LOGIN("auth: malformed request #1", -2, Evidence.OBSERVED),
    NO_SERVERS("No appropriate servers found", -1, Evidence.OBSERVED),

    UNKNOWN_API_KEY("Incorrect API key"),
    WRONG_LOGIN("Incorrect login or password"),
    ACCESS_DENIED("Access denied"),
    SERVER_NOT_FOUND("Server not found"),
    SERVER_SUSPENDED("Server is suspended"),
    SERVER_BUSY("Server is busy"),
    ALREADY_MOUNTED("ISO is already mounted on server {id}"),
    DRIVE_EMPTY("no ISO is mounted on server {id}"),
    ISO_IN_USE("ISO is mounted on server {server}"),
    ISO_BUSY("ISO is being {work}"),

    // billing
    INVOICE_NOT_FOUND("Invoice ID Not Found"),
    INVOICE_NOT_UNPAID("Invoice Not in Unpaid Status"),
    NOT_ENOUGH_CREDIT("Amount exceeds customer credit balance"),
    CREDIT_BY_CREDIT("An invoice that adds funds cannot be paid from the credit"),
    UNPAID_INVOICES("There are unpaid invoices"),
    NOT_DUE("The next payment is not due yet"),
    TOO_MANY_INVOICES("Too many unpaid invoices"),
    // Tags, keys, addresses and zones
    TAG_TOO_LONG("tag/add: invalid token data, too long", -1, Evidence.OBSERVED),
    MISSING_KEYS("Missing required keys: {name}", -1, Evidence.OBSERVED),
    INVALID_SSH_KEY("Invalid SSH key"),
    SSH_KEY_NOT_FOUND("SSH key not found"),
    API_KEY_NOT_FOUND("API key not found"),
    NO_FREE_ADDRESS("No free IP addresses available"),
    ADDRESS_TAKEN("IP {ip} is not available"),
    ADDRESS_NOT_FOUND("IP {ip} not found"),
    MAIN_ADDRESS("IP {ip} is the main IP of the server"),
    ZONE_NOT_FOUND("Zone not found"),
    SUBDOMAIN_NOT_FOUND("Subdomain not found"),
    ZONE_EXISTS("Zone already exists"),
    LIMIT_REACHED("too many {things}"),

    // Catalogue
    INVALID_CURRENCY("Invalid currency format", -1, Evidence.OBSERVED),
    NO_SOFTWARE("soft/list: no software found", -1, Evidence.OBSERVED),
    INVALID_REQUEST("invalid request", -1, Evidence.OBSERVED),
    PRESET_NOT_FOUND("Preset not found"),
    STOCK_NOT_FOUND("Stock server not found"),

    // Tickets
    /** The code of the reply is this name (observed); the text is assumed. */
    ASSISTANCE_TICKET_EXISTS("Assistance ticket already exists", -1, Evidence.OBSERVED),
    TICKET_NOT_FOUND("Ticket not found"),

    // Orders
    INVALID_INSTANCE("invalid instance name", -1, Evidence.OBSERVED),
    NOT_ENOUGH_FUNDS("not enough funds", -1, Evidence.OBSERVED),
    BROKEN_TRAFFIC_PLAN("Unsupported operand types: float * string", -1, Evidence.OBSERVED),
    NOT_COMPATIBLE("OS or software is not compatible with the instance"),
    INVALID_TRAFFIC_PLAN("invalid traffic plan"),
    OUT_OF_STOCK("{preset} is out of stock"),
    NO_PRICE("not available in {currency}"),
    ORDER_LIMIT("too many servers in this account"),
    CANCELLATION_NOT_FOUND("Cancellation request not found"),
    NO_SENSORS("no sensors on server {id}"),

    UNKNOWN_ACTION("unknown action {action}"),
    SERVER_ERROR("internal error");

    private final String template;
    private final int code;
    private final Evidence evidence;

    HostkeyError(String template) {
        this(template, -1, Evidence.ASSUMED);
    }

    HostkeyError(String template, int code, Evidence evidence) {
        this.template = template;
        this.code = code;
        this.evidence = evidence;
    }

    @Override
    public int status() {
        return 200;
    }

    @Override
    public String template() {
        return template;
    }

    @Override
    public Evidence evidence() {
        return evidence;
    }

    /** The number in the body: -2 for authentication errors, -1 for all others. */
    int code() {
        return code;
    }

    /** The number in {@code result} where the body has it: an official client knows ended sessions by -1 (observed). */
    int result() {
        return isAboutSession() ? -1 : code;
    }

    /** Whether the auth module produces it; that module uses only {@code {"result":…,"error":…}} (observed). */
    boolean isFromAuth() {
        return switch (this) {
            case BAD_API_KEY, MALFORMED_LOGIN, NO_SERVERS, UNKNOWN_API_KEY, WRONG_LOGIN -> true;
            default -> false;
        };
    }

    /** Whether it says that a session is missing or has ended; such errors have an envelope option of their own. */
    boolean isAboutSession() {
        return switch (this) {
            case INVALID_TOKEN, AUTHORIZATION_REQUIRED, INVALID_HASH, SESSION_EXPIRED, PERMISSION_DENIED -> true;
            default -> false;
        };
    }
}
