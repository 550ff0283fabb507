package dev.hostdouble.audit;

import dev.hostdouble.provider.Operation;

/** {@code unknown-operation}. */
final class UnknownOperationWatch implements CallWatch {
    private final Tally<Operation> tally = new Tally<>();
    private final Findings findings;

    UnknownOperationWatch(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(SeenCall call) {
        if (call.operation().isUnknown()) {
            tally.add(call.operation(), call);
        }
    }

    @Override
    public void end() {
        tally.forEach((operation, calls) -> findings.add(
                operation.id(),
                calls.first(),
                operation.provider().isEmpty()
                        ? "the client made " + calls.text() + " to paths of no provider"
                        : "the client made " + calls.text() + " that " + operation.provider() + " has no operation for",
                calls.text()));
    }
}
