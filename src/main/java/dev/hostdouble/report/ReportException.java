package dev.hostdouble.report;

/** A file that is no report, or a damaged one. Its message says what is wrong, without the name of the file. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReportException(String message) {
        super(message);
    }
}
