package dev.hostdouble.yaml;

import java.util.List;

/** Thrown if a file is invalid. The message has one line per problem: file, line, column, and what is expected. */
public final class InvalidFileException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param problems one line each; not empty
     */
    public InvalidFileException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
