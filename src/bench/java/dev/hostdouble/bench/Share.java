package dev.hostdouble.bench;

import java.util.List;

/** A part of the work for a call, recognized by the class of a frame. */
enum Share {
    SQL("SQL (H2, JDBI, db and the DAOs)", "org.h2.", "org.jdbi.", "dev.hostdouble.db."),
    JSON("JSON and forms", "com.fasterxml.jackson.", "dev.hostdouble.php.", "dev.hostdouble.journal.JsonText"),
    JOURNAL("journal", "dev.hostdouble.journal.", "dev.hostdouble.pipeline.Journal", "dev.hostdouble.world.CallLog"),
    SETTLING(
            "settling", "dev.hostdouble.job.", "dev.hostdouble.world.Settlement", "dev.hostdouble.pipeline.Settlement"),
    LOCK("lock", "dev.hostdouble.world.WorldLock"),
    RULES(
            "scenario rules",
            "dev.hostdouble.scenario.",
            "dev.hostdouble.pipeline.Fault",
            "dev.hostdouble.pipeline.PlannedCall"),
    ROUTING(
            "routing",
            "dev.hostdouble.Dispatcher",
            "dev.hostdouble.Providers",
            "dev.hostdouble.provider.OperationTable",
            "dev.hostdouble.provider.PathTemplate",
            "dev.hostdouble.provider.PossiblePaths",
            "dev.hostdouble.world.Worlds",
            "dev.hostdouble.world.LiveWorlds"),
    HTTP("HTTP library (Jetty, Javalin)", "org.eclipse.jetty.", "io.javalin.", "jakarta.", "kotlin."),
    OUR_HTTP("http", "dev.hostdouble.http."),
    REST("rest of Hostdouble", "dev.hostdouble."),
    JDK("JDK alone (threads, JFR)");

    static final String RULE = """
            A sample belongs to the innermost frame whose class is in one of the shares; frames of the JDK belong to whoever has
            called them. If several shares contain a class, the first one counts.""";

    final String title;
    private final String prefixes;

    Share(String title, String... prefixes) {
        this.title = title;
        this.prefixes = String.join(" ", prefixes);
    }

    /** The share of a stack: the names of its classes, the innermost first. */
    static Share of(List<String> classes) {
        return classes.stream()
                .map(Share::ofClass)
                .filter(share -> share != JDK)
                .findFirst()
                .orElse(JDK);
    }

    static Share ofClass(String name) {
        if (name.startsWith("dev.hostdouble.") && outermost(name).endsWith("Dao")) {
            return SQL;
        }
        for (Share share : values()) {
            for (String prefix :
                    share.prefixes.isEmpty() ? List.<String>of() : List.of(share.prefixes.split(" ", -1))) {
                if (name.startsWith(prefix)) {
                    return share;
                }
            }
        }
        return JDK;
    }

    /** Without the names of nested classes and lambdas. */
    private static String outermost(String name) {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
