package dev.hostdouble.hostkey;

import dev.hostdouble.core.IpAddress;
import java.util.List;

/** The ranges from which the provider gives addresses; without the first two and the last one of each range. */
record AddressPool(List<String> ranges) {
    private static final int RESERVED = 3;

    AddressPool {
        ranges = List.copyOf(ranges);
    }

    /** How many addresses it has. */
    long size() {
        return ranges.stream().mapToLong(AddressPool::size).sum();
    }

    /** Returns an address by its place, from 0. */
    String at(long place) {
        long rest = place;
        for (String range : ranges) {
            long size = size(range);
            if (rest < size) {
                return text(first(range) + rest);
            }
            rest -= size;
        }
        throw new IllegalArgumentException("no address " + place + " in " + ranges);
    }

    /** Whether an address belongs to it. */
    boolean contains(String ip) {
        long number = number(ip);
        return ranges.stream().anyMatch(range -> number >= first(range) && number < first(range) + size(range));
    }

    /** Whether a text is a range such as {@code 141.105.68.0/24}, whose first address has no bits of a host. */
    static boolean isRange(String range) {
        int slash = range.indexOf('/');
        String base = range.substring(0, Math.max(slash, 0));
        return slash > 0 && isIpv4(base) && number(base) % (1L << hostBits(range)) == 0;
    }

    /** Whether a text is an IPv4 address in its usual form. */
    static boolean isIpv4(String ip) {
        return IpAddress.isIpv4(ip);
    }

    /** Whether two ranges have addresses in common. */
    static boolean overlap(String one, String other) {
        long first = first(one);
        long second = first(other);
        return first < second + (1L << hostBits(other)) && second < first + (1L << hostBits(one));
    }

    private static long size(String range) {
        return (1L << hostBits(range)) - RESERVED;
    }

    private static int hostBits(String range) {
        return Integer.SIZE - Integer.parseInt(range.substring(range.indexOf('/') + 1));
    }

    private static long first(String range) {
        return number(range.substring(0, range.indexOf('/'))) + 2;
    }

    private static long number(String ip) {
        long number = 0;
        int start = 0;
        for (int end = ip.indexOf('.'); end >= 0; end = ip.indexOf('.', start)) {
            number = (number << Byte.SIZE) + Integer.parseInt(ip.substring(start, end));
            start = end + 1;
        }
        return (number << Byte.SIZE) + Integer.parseInt(ip.substring(start));
    }

    private static String text(long number) {
        return (number >> 24) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
