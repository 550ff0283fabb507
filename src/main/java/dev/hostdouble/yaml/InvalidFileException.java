package dev.hostdouble.yaml;

import java.util.List;

/** Problems in files: one line each, {@code <file>:<line>[:<column>]: <what is wrong and what is expected>}. */
public final class InvalidFileException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /**
     * Creates an exception.
     *
     * @param problems one line each; not empty
     */
    public InvalidFileException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems, one line each. */
    public List<String> problems() {
        return problems;
    }
}
