package dev.hostdouble.hostkey;

/** The permissions of a caller. The word for a client is observed; the other two are assumed. */
enum Role {
    CLIENT("Customer"),
    STAFF("Employee"),
    ADMINISTRATOR("Administrator");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** Returns the word in the login reply. */
    String word() {
        return word;
    }
}
