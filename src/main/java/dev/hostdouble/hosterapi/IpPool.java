package dev.hostdouble.hosterapi;

import java.util.Optional;

/** The addresses new servers get, first to last. */
record IpPool(String first, String last) {
    /** The size of the pool. */
    long size() {
        return number(last) - number(first) + 1;
    }

    Optional<String> address(long offset) {
        long address = number(first) + offset;
        return address > number(last)
                ? Optional.empty()
                : Optional.of((address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "."
                        + (address & 255));
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.", -1)) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }
}
