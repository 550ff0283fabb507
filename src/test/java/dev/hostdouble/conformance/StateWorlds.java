package dev.hostdouble.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.hostdouble.conformance.Plan.State;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.start.StartStates.Source;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Worlds in the states of a provider's plan, without a network. */
final class StateWorlds {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final long SEED = 1;
    private static final int JOURNAL = 1;
    private static final int MAX_WORLDS = 1;
    private static final String WORLD = "conformance";
    private static final String VSS = "vss";

    private final Provider provider;
    private final Map<Start, List<StartState>> starts = new HashMap<>();

    StateWorlds(Provider provider) {
        this.provider = provider;
    }

    /**
     * A world in a state.
     *
     * @param names what the names in braces stand for in it
     */
    record InState(Worlds worlds, World world, Map<String, String> names) {}

    InState in(State state) throws IOException, InvalidFileException {
        Worlds worlds = worlds(state);
        World world = worlds.get(WORLD);
        Givens givens = new Givens(worlds, world, provider, state.names());
        if (provider.name().equals(VSS)) {
            givens.logIn("josem", "jm");
        }
        givens.apply(state.given());
        return new InState(worlds, world, givens.names());
    }

    private Worlds worlds(State state) throws IOException, InvalidFileException {
        Start start = new Start(Optional.ofNullable(state.world()), state.options());
        List<StartState> known = starts.get(start);
        List<StartState> read = known == null ? read(start) : known;
        starts.put(start, read);
        WorldSettings settings = new WorldSettings(
                        ClockMode.MANUAL, SEED, false, false, JOURNAL, MAX_WORLDS, WorldSettings.hostClock())
                .withNow(StartDate.at(EmulatorClock.START));
        return new Worlds(settings, read);
    }

    /** What a world starts with. */
    private record Start(Optional<String> world, Map<String, Object> options) {}

    private List<StartState> read(Start start) throws IOException, InvalidFileException {
        StartStates files = new StartStates(List.of(provider));
        Map<String, Source> sources = new HashMap<>(files.sources(start.world().map(Path::of)));
        if (!start.options().isEmpty()) {
            sources.put(provider.stateFile(), new Source("options", YAML.writeValueAsString(start.options())));
        }
        return files.read(sources);
    }
}
