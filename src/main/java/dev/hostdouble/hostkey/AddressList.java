package dev.hostdouble.hostkey;

import dev.hostdouble.core.IpAddress;
import java.util.regex.Pattern;

/** Lists of IP addresses and networks, from which an API key may be used. */
final class AddressList {
    private static final int LONGEST = 1024;
    private static final int IPV6_BITS = 128;
    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern PREFIX = Pattern.compile("0|[1-9]\\d{0,2}");

    private AddressList() {}

    /** Whether a text has addresses or networks alone, with commas, blanks or line breaks between them. */
    static boolean isOne(String text) {
        return text.length() <= LONGEST && SEPARATOR.splitAsStream(text.strip()).allMatch(AddressList::isNetwork);
    }

    private static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return IpAddress.isAny(text);
        }
        String address = text.substring(0, slash);
        String prefix = text.substring(slash + 1);
        return IpAddress.isAny(address)
                && PREFIX.matcher(prefix).matches()
                && Integer.parseInt(prefix) <= (IpAddress.isIpv4(address) ? Integer.SIZE : IPV6_BITS);
    }
}
