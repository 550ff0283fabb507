package dev.hostdouble.hosterapi;

import static dev.hostdouble.hosterapi.HosterError.MISSING_PARAMETER;
import static dev.hostdouble.hosterapi.HosterError.NO_TARGET_BACKUP;
import static dev.hostdouble.hosterapi.HosterError.UNUSABLE_PARAMETER;

import dev.hostdouble.core.Fact;
import dev.hostdouble.provider.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the values of HosterAPI's parameters may be. Calls with others get {@code 0xb1: Missing required parameter {name}},
 * which is documented for missing parameters only.
 */
final class HosterParameters {
    /** What counts as true, in any case. */
    static final Set<String> TRUE = Set.of("1", "true", "on", "yes");

    private static final int LONGEST = 255;
    private static final long LARGEST = 999_999_999_999_999_999L;
    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    /** Labels of letters, digits and inner hyphens, joined by dots, and perhaps a final dot; not an IPv4 address. */
    private static final Pattern HOST_NAME = Pattern.compile("(?!\\d+(?:\\.\\d+){3}\\.?$)(?=.{1," + LONGEST
            + "}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.(?!$)|\\.?$))+");

    static final Parameter TEMPLATE = text("template");
    static final Parameter CPU_CORES = count("cpuCores");
    static final Parameter MEM = count("mem");
    static final Parameter DISK = usable(
            Parameter.matching("disk", "a whole number and M, G or T, such as 100G", DiskSize.FORM),
            HosterFact.DISK_SIZES);
    static final Parameter IP_COUNT = count("ipCount");

    /** Fewer addresses than a server has are ignored (documented), and so is any number below. */
    static final Parameter ANY_IP_COUNT = usable(Parameter.number("ipCount", -LARGEST, LARGEST));

    static final Parameter HOSTNAME = usable(
            Parameter.matching("hostname", "a host name of one label or more", HOST_NAME), HosterFact.HOST_NAMES);
    static final Parameter FORCE = Parameter.flag("force", TRUE);
    static final Parameter BACKUP = Parameter.matching("backup", "an id of at most 18 digits", ID)
            .ifMissing(NO_TARGET_BACKUP)
            .ifInvalid(NO_TARGET_BACKUP, HosterFact.UNUSABLE_PARAMETER);

    /** An SSH password, of any length. */
    static final Parameter PASSWORD = usable(Parameter.text("password"));

    static final Parameter PORT = usable(Parameter.number("port", 1, 65_535));

    private HosterParameters() {}

    /** A parameter that takes a text of at most 255 characters. */
    static Parameter text(String name) {
        return usable(Parameter.text(name, LONGEST));
    }

    private static Parameter count(String name) {
        return usable(Parameter.number(name, 1, Integer.MAX_VALUE));
    }

    private static Parameter usable(Parameter parameter, Fact... facts) {
        List<Fact> all = new ArrayList<>(List.of(facts));
        all.add(HosterFact.UNUSABLE_PARAMETER);
        return parameter.ifInvalid(UNUSABLE_PARAMETER, all.toArray(Fact[]::new));
    }

    /** The same parameter; a call without it is refused. */
    static Parameter required(Parameter parameter) {
        return parameter.ifMissing(MISSING_PARAMETER);
    }
}
