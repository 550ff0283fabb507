package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;
import java.util.List;

/** What answers of HosterAPI rest on besides its page. */
enum HosterFact implements Fact {
    SUSPENDED(
            Evidence.ASSUMED,
            "a suspended server is off; signals to it and its reinstallation fail with the errors that the page has for them",
            "providers switch off what is not paid for; the page does not say so");

    private final Evidence evidence;
    private final String statement;
    private final String source;

    HosterFact(Evidence evidence, String statement, String source) {
        this.evidence = evidence;
        this.statement = statement;
        this.source = source;
    }

    @Override
    public List<String> operations() {
        return List.of("server.*");
    }

    @Override
    public Evidence evidence() {
        return evidence;
    }

    @Override
    public String statement() {
        return statement;
    }

    @Override
    public String source() {
        return source;
    }
}
