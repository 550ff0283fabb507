package dev.hostdouble.hosterapi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A disk size such as {@code 100G}: a whole number followed by M, G or T. The page uses only G. */
record DiskSize(String text, long bytes) {
    private static final String SHOWN_UNIT = "G";
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,6})([MGT])");

    /** Reads a size parameter; an invalid value counts as missing (assumed). */
    static DiskSize require(Input input, String name) {
        String text = input.requireText(name);
        boolean isValid = isValid(text);
        if (!isValid || !text.endsWith(SHOWN_UNIT)) {
            input.restsOn(HosterFact.DISK_SIZES);
        }
        if (!isValid) {
            throw input.invalid(name);
        }
        return parse(text);
    }

    static boolean isValid(String text) {
        return SIZE.matcher(text).matches();
    }

    /** @throws IllegalArgumentException if the text is not a valid size */
    static DiskSize parse(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException(
                    "invalid disk size '" + text + "': expected a whole number and M, G or T, e.g. 100G");
        }
        int power = "MGT".indexOf(size.group(2)) + 2;
        return new DiskSize(text, Long.parseLong(size.group(1)) << (10 * power));
    }
}
