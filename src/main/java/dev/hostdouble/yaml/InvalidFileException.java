package dev.hostdouble.yaml;

import java.util.List;

/** An invalid file; the message names file, line, the problem and what is allowed. */
public final class InvalidFileException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * A file with these problems.
     *
     * @param problems one line each, never none
     */
    public InvalidFileException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
