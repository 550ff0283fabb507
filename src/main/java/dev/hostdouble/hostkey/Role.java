package dev.hostdouble.hostkey;

/** The permissions of a caller. The words for a client are observed; the others are assumed. */
enum Role {
    CLIENT("Customer", "customer_billing"),
    STAFF("Employee", "employee"),
    ADMINISTRATOR("Administrator", "administrator");

    private final String word;
    private final String billingName;

    Role(String word, String billingName) {
        this.word = word;
        this.billingName = billingName;
    }

    /** Returns the word in the login reply. */
    String word() {
        return word;
    }

    /** Returns the name of the role in the billing, {@code role_name} in the login reply. */
    String billingName() {
        return billingName;
    }
}
