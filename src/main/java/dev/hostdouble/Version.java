package dev.hostdouble;

import java.util.Optional;

/** The version of this program. */
public final class Version {
    private Version() {}

    /** The version as built, or {@code dev} outside a jar. */
    public static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
