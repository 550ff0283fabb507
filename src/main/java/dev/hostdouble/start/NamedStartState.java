package dev.hostdouble.start;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.StartState;

/** A start state that knows the name of its file. */
record NamedStartState(String file, StartState state) implements StartState {
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
    public boolean hasJobs() {
        return state.hasJobs();
    }

    @Override
    public ProviderInstance open(WorldParts world) {
        try {
            return state.open(world);
        } catch (RuntimeException e) {
            if (world.isRestored()) {
                throw e; // not this state, but a saved one is wrong
            }
            throw new StartStates.UnloadableException(file, e);
        }
    }
}
