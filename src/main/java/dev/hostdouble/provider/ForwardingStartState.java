package dev.hostdouble.provider;

import dev.hostdouble.core.Reply;

/** A start state that is another one in all but what a subclass changes. */
public abstract class ForwardingStartState implements StartState {
    private final StartState state;

    /** Passes everything on to that state. */
    protected ForwardingStartState(StartState state) {
        this.state = state;
    }

    @Override
    public Provider provider() {
        return state.provider();
    }

    @Override
    public Reply refuse(int status) {
        return state.refuse(status);
    }

    @Override
    public long expectedBytes() {
        return state.expectedBytes();
    }

    @Override
    public boolean isShipped() {
        return state.isShipped();
    }

    @Override
    public boolean hasJobs() {
        return state.hasJobs();
    }

    @Override
    public ProviderInstance open(WorldParts world) {
        return state.open(world);
    }
}
