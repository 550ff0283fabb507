package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;

/** What answers of HosterAPI rest on besides its page, except for the habits of its framework ({@link FrameworkFact}). */
enum HosterFact implements Fact {
    UNUSABLE_PARAMETER(
            "a parameter that is present but unusable, such as an unknown template, gets the error of a missing one",
            "it is the page's only error about parameters",
            HosterOperations.WITH_PARAMETERS),
    CHECK_ORDER(
            "checks run in this order: server, parameters in the page's order, state",
            "",
            HosterOperations.WITH_PARAMETERS),
    HOST_NAMES(
            "host names are labels of letters, digits and inner hyphens, one or more, with or without a final dot; anything"
                    + " else, such as an address, is 0xb1",
            "the page says FQDN, its example has one label",
            "server.rdns dedicated.order dedicated.reinstall"),
    DISK_SIZES(
            "disk sizes are digits and M, G or T", "the page only uses G", "server.create server.change server.config"),
    LEADING_ZEROS("ids may have leading zeros", "", "*"),
    FOREIGN_ADDRESS("only an address of the server itself gets a host name", "", "server.rdns"),
    CHANGE_TICKET("a change returns a job ticket", "as for reinstall; the page shows no answer", "server.change"),
    CHANGE_OF_NOTHING(
            "a change of nothing is 0xb1: Missing required parameter cpuCores",
            "it is the page's first parameter",
            "server.change"),
    CHANGE_REFUSED(
            "the job of a change to a smaller disk or over the limits fails with 0xb0 at 0.33",
            "as an order over the limits; the page only says that a smaller disk is not allowed",
            "job.info"),
    JOB_STEPS("a job passes 0.66 between 0.33 and 1 (timelines)", "the page only shows 0, 0.33 and 1", "job.info"),
    JOB_FAILURES(
            "a job can fail at another progress, or with another text, than an order over the limits",
            "the page shows no other failure",
            "job.info"),
    RUN_OUT(
            "new addresses come from a pool, each only once; an order or a change fails with 0xb0 at its end if the addresses"
                    + " or the servers allowed have run out meanwhile",
            "",
            "job.info"),
    REINSTALL_OUTPUT("the output of a reinstallation has the format of an order's", "", "job.info"),
    NO_OUTPUT("the outputs of change, install and uninstall are null", "", "job.info"),
    PASSWORD_UNCHECKED("the SSH password of install and uninstall is not checked", "", "job.info"),
    SID_OR_IP(
            "sid and ip are names of one parameter: each can be an id or an address; both have to name the same server,"
                    + " otherwise it is 0xb1: Missing required parameter sid|ip",
            "the page prints one parameter, sid|ip",
            "software.install software.uninstall"),
    SOFTWARE_TWICE(
            "what is installed can be installed again, and what is not installed can be uninstalled", "", "job.info"),
    SOFTWARE_NEEDS_POWER(
            "an installation or uninstallation fails with 0xa3: timeout at its end if the server is not running then",
            "it works over SSH; the page has that error for other operations",
            "job.info"),
    DELETED_SERVER("the jobs of a deleted server fail with 0x01", "", "job.info"),
    ENDED_JOBS("a job that has ended can be read after its server is gone", "", "job.info"),
    BUSY_SERVER(
            "a server is busy while a job works on it (busy): power signals are 0xa1, password/reset is 0xa1: failed to set"
                    + " config on vm, deletion and backups/create are 0xa3, also with force; a reinstallation is 0xa3 during a"
                    + " backup or restore; other jobs with a ticket stay queued until the server is free",
            "Proxmox locks a machine meanwhile, and the page documents the errors",
            "server.* dedicated.* job.info"),
    SIGNAL_SEQUENCE(
            "signals to one server take effect in sequence: start, stop and force reboot one after another; shutdown and"
                    + " reboot when the guest gets to it, unless it went down before; a start that finds a running server does"
                    + " nothing",
            "",
            "server.status dedicated.status"),
    POWER_AND_WORK(
            "a server is down during a reinstallation or restore; after a reinstallation it is switched on, after a restore"
                    + " as before",
            "",
            "server.status dedicated.status"),
    SUSPENDED(
            "a suspended server is off; signals to it and its reinstallation fail with the errors that the page has for them,"
                    + " and all other calls work as before",
            "providers switch off what is not paid for; the page does not say so",
            "server.* software.install software.uninstall"),
    STOPPED(Evidence.OBSERVED, "the state of a server that is off is stopped", "clients", "server.status"),
    MEMORY_AT_ONCE("a change of memory changes the free memory in the status at once", "", "server.status"),
    ORDERED_TEMPLATE(
            "a reinstallation without a template installs the template that was ordered, not the latest one",
            "the page says the original config",
            "server.config"),
    UNLISTED_TEMPLATES(
            Evidence.OBSERVED,
            "servers can have templates that the list does not name (unlisted-templates)",
            "clients",
            "server.create server.reinstall"),
    BACKUP_CONTENT(
            "a backup contains cores, memory, disk, template and password; IP addresses stay with the server",
            "",
            "server.config"),
    NO_BACKUP_TASK(
            "without a backup or restore, backups/status is pending, 0",
            "it is the only body on the page",
            "server.backups_status"),
    BACKUP_STEPS(
            "a running backup or restore is executing, a completed one finished, 1, and others failed",
            "as for jobs",
            "server.backups_status"),
    RESTORE_IN_STATUS(
            "backups/status is that of the latest backup or restore",
            "a restore answers pending",
            "server.backups_status"),
    UNKNOWN_BACKUP(
            "restoring an unknown backup returns pending, and the task fails",
            "the page restores a backup that its own list does not contain",
            "server.backups_status"),
    BACKUP_SECOND(
            "a second backup within a second, where busy: accept allows it, gets the second after the latest one as its id",
            "ids are Unix times",
            "server.backups_list"),
    UNFORCED_DELETE(
            "without force, deleting a running server is 0xa3: timeout (unforced-delete)",
            "the page: force deletes even if running; Proxmox refuses to destroy a running machine",
            "server.delete"),
    CONSOLE_TICKET(
            "/novnc/vnc.html opens while the ticket in the console URL is valid, the tenth second included, otherwise it is"
                    + " 401 with Proxmox's text",
            "the page says that the URL must be accessed within ten seconds",
            "novnc.open"),
    DEDICATED_TICKET(
            "with dedicated-console: self, the console URL of a dedicated server has a ticket like that of a virtual one",
            "the page shows a fixed URL",
            "dedicated.console"),
    DEDICATED_RUNNING("a dedicated server that is on is running", "the page only shows halted", "dedicated.status"),
    DEDICATED_DETAILS(
            Evidence.OBSERVED,
            "a dedicated config has hostname and mac (dedicated-details)",
            "clients",
            "dedicated.config"),
    ORDER_COMPLETE("a delivered order is orderComplete: true", "the page only shows false", "dedicated.list"),
    OPEN_ORDER(
            "until its order is complete, a dedicated server is halted and has a console, but has no configuration and takes"
                    + " no signals (0xa1), and cannot be reinstalled (0x01)",
            "",
            "dedicated.*"),
    ORDER_IP_LIMIT("an order with an ipCount over the limit is 0xb1", "", "dedicated.order"),
    FAILED_ORDER(
            "a dedicated server whose order failed is on the market again", "", "dedicated.market dedicated.order"),
    TERMINATED("a terminated server never returns to the market", "", "dedicated.market dedicated.order"),
    SOFTWARE_LIST(
            Evidence.OBSERVED,
            "the list of software is an object by package, with name, description.de, url and icon",
            "a client",
            "software.list"),
    FRAMEWORK_ERRORS(
            "404 of a path, 405, 429 and 500 are pretty-printed JSON with message (errors-as, unknown-path)",
            "the framework does so, but it writes HTML unless Accept begins with JSON, and the page says that all replies are"
                    + " JSON and all errors have a key error",
            "*"),
    HIDDEN_RESOURCES(
            "a server or job of another account does not exist for the caller",
            "the page shows one reseller",
            "server.* dedicated.* software.* job.info");

    private final Details details;

    HosterFact(String statement, String source, String operations) {
        this(Evidence.ASSUMED, statement, source, operations);
    }

    HosterFact(Evidence evidence, String statement, String source, String operations) {
        details = Details.of(evidence, statement, source, operations);
    }

    @Override
    public Details details() {
        return details;
    }
}
