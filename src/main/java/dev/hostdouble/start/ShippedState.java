package dev.hostdouble.start;

import dev.hostdouble.core.Lazy;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.yaml.InvalidFileException;
import java.util.concurrent.Callable;

/**
 * A shipped start state, which is read when a world first opens its provider: the build's tests have checked it, so nothing that
 * is wrong with it can show at the start.
 */
final class ShippedState implements StartState {
    private final Provider provider;
    private final Lazy<StartState> state;

    /**
     * The start state of a provider.
     *
     * @param reader reads it; an {@link InvalidFileException} is a fault of the build
     */
    ShippedState(Provider provider, Callable<StartState> reader) {
        this.provider = provider;
        this.state = Lazy.of(() -> {
            try {
                return reader.call();
            } catch (Exception e) {
                throw new IllegalStateException("cannot read the shipped " + provider.stateFile(), e);
            }
        });
    }

    @Override
    public Provider provider() {
        return provider;
    }

    @Override
    public Reply refuse(int status) {
        return state.get().refuse(status);
    }

    @Override
    public long expectedBytes() {
        return state.get().expectedBytes();
    }

    @Override
    public boolean isShipped() {
        return true;
    }

    /** None does: each world would have to open its provider for them. */
    @Override
    public boolean hasJobs() {
        return false;
    }

    @Override
    public ProviderInstance open(WorldParts world) {
        return state.get().open(world);
    }
}
