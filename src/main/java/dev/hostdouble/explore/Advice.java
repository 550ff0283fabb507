package dev.hostdouble.explore;

/** What a robust client does instead. */
final class Advice {
    private Advice() {}

    /** One sentence or two for a finding; empty for a verdict that is none. */
    static String of(Verdict verdict, Trial trial) {
        String fault = trial.faults().get(trial.faults().size() - 1).fault().name();
        return switch (verdict) {
            case DUPLICATE -> duplicate(fault);
            case FALSE_SUCCESS -> falseSuccess(fault);
            case LEAK -> leak(fault);
            case HANG -> hang(fault);
            case CRASH ->
                "A robust client expects every reply to be missing, cut, or no JSON, checks status and error before it reads members,"
                        + " and fails with one line that says what happened.";
            case HAMMER ->
                "A robust client waits for as long as Retry-After says, and pauses longer after each poll or attempt.";
            default -> "";
        };
    }

    private static String duplicate(String fault) {
        if (fault.startsWith("job-")) {
            return "A robust client does not order again while an earlier order may still be carried out: it asks for the job and"
                    + " looks for its result first.";
        }
        if (fault.equals("stale")) {
            return "A robust client does not conclude from one list that its order is missing: it reads again after a while, and asks"
                    + " for the job.";
        }
        return "A robust client cannot know whether an order without a clear reply took effect: it looks for the result, in a list"
                + " or by the job, before it orders again.";
    }

    private static String falseSuccess(String fault) {
        if (fault.startsWith("job-")) {
            return "A robust client waits until the job has ended, takes only its success for success, and checks that the result is"
                    + " there.";
        }
        if (fault.startsWith("error-") || fault.startsWith("gateway-") || fault.equals("token-expires")) {
            return "A robust client checks the status and the error of each reply, and ends with another exit code if a step has"
                    + " failed for good.";
        }
        return "A robust client checks that what it wanted is there before it reports success.";
    }

    private static String leak(String fault) {
        if (fault.equals("lost-reply") || fault.equals("truncated") || fault.equals("gateway-504")) {
            return "A robust client looks for the result of a call whose reply is missing, and goes on with it or removes it before it"
                    + " gives up.";
        }
        return "A robust client tries again what may pass, and before it gives up, it removes what it has made, and nothing else.";
    }

    private static String hang(String fault) {
        return fault.startsWith("job-") || fault.equals("stale")
                ? "A robust client waits for a job only for a limited time, then fails and says which job it was."
                : "A robust client limits the time of each call and the number of attempts.";
    }
}
