package dev.hostdouble.hostkey;

import dev.hostdouble.core.IpAddress;
import dev.hostdouble.provider.Call;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parameters of {@code pdns.php}: each stands in {@code params[…]} or, as another official client sends it, alone. */
record ZoneParts(Call call, Input input) {
    static final int USUAL_TTL = 3600;

    private static final int LONGEST_CONTENT = 4096;
    private static final Pattern CONTENT = Pattern.compile("[^\\p{Cntrl}]{0," + LONGEST_CONTENT + "}");

    static ZoneParts of(Call call) {
        return new ZoneParts(call, Input.checked(call));
    }

    /** Reads a text. */
    Optional<String> text(String name) {
        Optional<String> inside = input.text(inside(name));
        return inside.isPresent() ? inside : noted(input.text(name));
    }

    /**
     * Reads a text.
     *
     * @throws dev.hostdouble.core.ApiException if it is missing
     */
    String require(String name) {
        return text(name).orElseThrow(() -> {
            call.restsOn(ResourceFact.MISSING_PARTS);
            return HostkeyError.MISSING_KEYS.with("name", name);
        });
    }

    /** Reads an id; empty if it is missing or not one. */
    Optional<Long> id(String name) {
        return text(name).flatMap(Input::toId);
    }

    /** Reads a list, or a single text. */
    List<String> texts(String name) {
        List<String> inside = input.texts(inside(name));
        if (!inside.isEmpty()) {
            return inside;
        }
        List<String> alone = input.texts(name);
        noted(alone.stream().findFirst());
        return alone;
    }

    /**
     * Reads the contents of new records.
     *
     * @throws dev.hostdouble.core.ApiException if there are none, or if they do not fit the type
     */
    List<String> contents(String type) {
        List<String> contents = texts("content");
        if (contents.isEmpty()) {
            require("content");
        }
        contents.forEach(content -> {
            if (!fits(type, content)) {
                throw HostkeyError.INVALID_ARGUMENT.with("name", "content");
            }
        });
        return contents;
    }

    /** Whether a record of a type in upper case can have a content. */
    static boolean fits(String type, String content) {
        return switch (type) {
            case "A" -> IpAddress.isIpv4(content);
            case "AAAA" -> IpAddress.isIpv6(content);
            default -> CONTENT.matcher(content).matches();
        };
    }

    /** The time of new records in seconds. */
    int ttl() {
        return number("ttl", USUAL_TTL);
    }

    /** The priority of new records; 0 for those that have none. */
    int priority() {
        return number("priority", 0);
    }

    /** Notes where a call leaves out what a new record of that type has. */
    void noteDefaults(String type) {
        boolean hasPriority = type.equals("MX") || type.equals("SRV");
        if (text("name").isEmpty()
                || text("ttl").isEmpty()
                || (hasPriority && text("priority").isEmpty())) {
            call.restsOn(ResourceFact.RECORD_DEFAULTS);
        }
    }

    /** Whether a change raises the serial of the zone. */
    boolean raisesSerial() {
        return !text("increase_soa_serial").orElse("1").equals("0");
    }

    private int number(String name, int otherwise) {
        return text(name).map(Integer::parseInt).orElse(otherwise);
    }

    private static String inside(String name) {
        return "params[" + name + "]";
    }

    private Optional<String> noted(Optional<String> alone) {
        if (alone.isPresent()) {
            call.restsOn(ResourceFact.PARTS_ALONE);
        }
        return alone;
    }
}
