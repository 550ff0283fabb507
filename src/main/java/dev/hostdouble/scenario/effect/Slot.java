package dev.hostdouble.scenario.effect;

/** What an effect changes. A rule fills each slot once; of several rules the first that fills a slot wins. */
public enum Slot {
    /** The parameters that the provider reads. */
    REQUEST("parameters"),
    /** What the client gets instead of the provider's own answer. It ends the search for rules. */
    OUTCOME("outcome"),
    /** The job that the call starts. */
    JOB("job"),
    /** How often the provider performs the call. */
    REPETITION("repetition"),
    /** The time of which the reply is. */
    AGE("age of the reply"),
    /** The content of the reply. */
    EDIT("edit"),
    /** The encoding of the reply. */
    ENCODING("encoding"),
    /** How the connection fails while the reply is sent; before the speed, which a body that is not sent does not have. */
    CONNECTION("connection"),
    /** The time before the first byte; delays add up. */
    DELAY("delay"),
    /** The speed of the body; the slowest wins. */
    SPEED("speed"),
    /** How the TLS handshake fails, before there are calls. */
    HANDSHAKE("handshake"),
    /** Nothing: the rule only counts calls. */
    NONE("count");

    private final String words;

    Slot(String words) {
        this.words = words;
    }

    /** The name of the slot in messages. */
    public String words() {
        return words;
    }

    /** Whether the effects of several rules add up. */
    public boolean addsUp() {
        return this == DELAY || this == SPEED || this == NONE;
    }
}
