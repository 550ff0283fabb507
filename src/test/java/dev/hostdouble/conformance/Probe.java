package dev.hostdouble.conformance;

import dev.hostdouble.conformance.Plan.State;
import dev.hostdouble.conformance.StateWorlds.InState;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.util.List;

/** Sends one variant of a call, by its name, for tests that refer to it. */
public final class Probe {
    private final Provider provider;
    private final Plan plan;
    private final StateWorlds worlds;

    public Probe(Provider provider) throws IOException {
        this.provider = provider;
        this.plan = Plan.of(provider.name());
        this.worlds = new StateWorlds(provider);
    }

    /**
     * The reply to a variant.
     *
     * @param state the name of the state in which the operation is called
     * @param label what is different from a usual call; {@code usual} if nothing is
     * @throws IllegalArgumentException if the operation does not meet the state, or no variant is named so
     */
    public Reply reply(Operation operation, String state, String label) throws IOException, InvalidFileException {
        State found = plan.states(operation).stream()
                .filter(one -> one.name().equals(state))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(operation.id() + " is not called in state '" + state
                        + "'; its states are "
                        + plan.states(operation).stream().map(State::name).toList()));
        InState inState = worlds.in(found);
        List<Variant> variants = Variants.of(provider, plan, false, operation, found, inState.names());
        Variant variant = variants.stream()
                .filter(one -> one.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(operation.id() + " has no variant '" + label
                        + "' in state '" + state + "'; it has "
                        + variants.stream().map(Variant::label).limit(40).toList()));
        Reply reply = inState.worlds().handle(inState.world().name(), variant.request());
        inState.worlds().delete(inState.world().name());
        return reply;
    }
}
