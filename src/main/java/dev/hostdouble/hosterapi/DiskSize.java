package dev.hostdouble.hosterapi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A disk size such as {@code 100G}: a whole number followed by M, G or T. The page uses only G. */
record DiskSize(String text, long bytes) {
    private static final String SHOWN_UNIT = "G";

    /** The form of a size. */
    static final Pattern FORM = Pattern.compile("([1-9]\\d{0,6})([MGT])");

    /** Returns a size, and notes what it rests on. */
    static String noted(Input input, String text) {
        if (!isShown(text)) {
            input.restsOn(HosterFact.DISK_SIZES);
        }
        return text;
    }

    /** Whether the page shows sizes in the unit of this one. */
    static boolean isShown(String text) {
        return text.endsWith(SHOWN_UNIT);
    }

    /** @throws IllegalArgumentException if the text is not a valid size */
    static DiskSize parse(String text) {
        Matcher size = FORM.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException(
                    "invalid disk size '" + text + "': expected a whole number and M, G or T, e.g. 100G");
        }
        int power = "MGT".indexOf(size.group(2)) + 2;
        return new DiskSize(text, Long.parseLong(size.group(1)) << (10 * power));
    }
}
