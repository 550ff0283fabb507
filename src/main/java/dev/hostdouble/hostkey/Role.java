package dev.hostdouble.hostkey;

/** The role of a caller. The name of the client role is observed, the other two are assumed. */
enum Role {
    CLIENT("Customer"),
    STAFF("Employee"),
    ADMINISTRATOR("Administrator");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The word in the reply to a login. */
    String word() {
        return word;
    }
}
