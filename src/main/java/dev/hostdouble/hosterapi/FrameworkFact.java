package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;

/** Habits of the framework that HosterAPI runs on. Answers rest on them where its page says nothing else. */
enum FrameworkFact implements Fact {
    ROUTING_FIRST("routing comes before authentication: unknown paths and wrong methods need no token", "unknown"),
    ALLOW_HEADER("405 names the methods of a path in Allow, HEAD wherever GET is one of them", "unknown"),
    EXACT_PATH("a path with // or with other upper and lower case is another path", "unknown"),
    OPTIONS("OPTIONS is 200 with Allow, and a CORS preflight is 204, both without a token", "unknown"),
    TRAILING_SLASH("a slash at the end of a path is ignored", "*"),
    PATH_ESCAPES("percent escapes in a path are decoded before it is routed", "*"),
    HEAD("HEAD works where GET does", "*"),
    METHOD_OVERRIDE("a POST counts as the method in X-HTTP-Method-Override, or else in the parameter _method", "*"),
    BODY_FORMAT(
            "a body is read as its Content-Type and its method say: as JSON, as a form, or with POST as multipart; one that"
                    + " cannot be read that way counts as empty",
            HosterOperations.READS_PARAMETERS),
    QUERY_PARAMETERS("the query has the parameters that the body lacks", HosterOperations.READS_PARAMETERS),
    TRIMMING(
            "texts are trimmed, except passwords, and an empty text counts as missing",
            HosterOperations.READS_PARAMETERS),
    VALUE_TYPES(
            "a whole number may have a plus sign and, in JSON, be a text or have a fraction of zero; a flag may be 1 or a"
                    + " text, and on and yes are true",
            HosterOperations.READS_PARAMETERS),
    BEARER("Bearer is case-sensitive, and may follow other text in its header", "*"),
    TOKEN_ID("the secret of a token is accepted without its id, but not with another id", "*"),
    TOKEN_EVERYWHERE(
            "an operation whose page shows no 401 needs a token like the others",
            "dedicated.reinstall server.change server.create server.reinstall server.templates"),
    RATE_HEADERS(
            "with throttle, every reply to a token has X-RateLimit-Limit and X-RateLimit-Remaining, and 429 also has"
                    + " Retry-After and X-RateLimit-Reset",
            "*"),
    JSON_ESCAPES("characters that are not ASCII are written as \\uXXXX, in lower case", "*");

    private final Details details;

    FrameworkFact(String statement, String operations) {
        details = Details.of(Evidence.OBSERVED, statement, "Laravel 8.83 with Sanctum 2.15", operations);
    }

    @Override
    public Details details() {
        return details;
    }
}
