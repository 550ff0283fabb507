package dev.hostdouble.core;

import java.util.regex.Pattern;

/** Tells whether texts are IP addresses in one of their usual forms; never looks a name up. */
public final class IpAddress {
    private static final int GROUPS = 8;
    private static final Pattern COLON = Pattern.compile(":");
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    private IpAddress() {}

    /** Whether a text is an IPv4 or IPv6 address. */
    public static boolean isAny(String text) {
        return isIpv4(text) || isIpv6(text);
    }

    /** Whether a text is an IPv4 address: four decimal numbers. */
    public static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    /** Whether a text is an IPv6 address: eight groups, or fewer with {@code ::}; an IPv4 address at its end is two groups. */
    public static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == GROUPS;
        }
        String left = text.substring(0, gap);
        String right = text.substring(gap + "::".length());
        int before = left.isEmpty() ? 0 : groups(left);
        int after = right.isEmpty() ? 0 : groups(right);
        boolean areGroups = before >= 0 && after >= 0 && left.indexOf('.') < 0;
        return areGroups && before + after < GROUPS;
    }

    /** The number of groups with colons between them; -1 if the text is something else. */
    private static int groups(String text) {
        int last = text.lastIndexOf(':') + 1;
        int ofIpv4 = isIpv4(text.substring(last)) ? 2 : 0;
        if (ofIpv4 > 0 && last == 0) {
            return ofIpv4;
        }
        String hex = ofIpv4 > 0 ? text.substring(0, last - 1) : text;
        boolean areGroups = !hex.endsWith(":")
                && COLON.splitAsStream(hex)
                        .allMatch(group -> GROUP.matcher(group).matches());
        return areGroups ? (int) COLON.splitAsStream(hex).count() + ofIpv4 : -1;
    }
}
