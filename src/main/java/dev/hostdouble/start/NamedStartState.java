package dev.hostdouble.start;

import dev.hostdouble.provider.ForwardingStartState;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.StartState;

/** A start state that knows the name of its file. */
final class NamedStartState extends ForwardingStartState {
    private final String file;

    NamedStartState(String file, StartState state) {
        super(state);
        this.file = file;
    }

    @Override
    public ProviderInstance open(WorldParts world) {
        try {
            return super.open(world);
        } catch (RuntimeException e) {
            if (world.isRestored()) {
                throw e; // not this state, but a saved one is wrong
            }
            throw new StartStates.UnloadableException(file, e);
        }
    }
}
