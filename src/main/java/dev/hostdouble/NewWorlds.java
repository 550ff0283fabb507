package dev.hostdouble;

import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.RequestedScenarios;
import dev.hostdouble.start.ScenarioFiles;
import dev.hostdouble.world.WorldSettings;

/** What new worlds of a server start with. */
final class NewWorlds {
    private NewWorlds() {}

    static WorldSettings settings(Settings settings, ScenarioFiles scenarios, Catalogue catalogue) {
        return new WorldSettings(
                        settings.clock(),
                        settings.seed(),
                        settings.acceptAnyToken(),
                        settings.strict(),
                        settings.journal(),
                        settings.maxWorlds(),
                        WorldSettings.hostClock())
                .withMemory(MemoryBudget.ofHeap(), settings.evictWorlds())
                .withScenarios(scenarios::scenarios)
                .withRequestedScenarios(RequestedScenarios.of(catalogue))
                .withReplyHeaders(settings.network().replyHeaders());
    }
}
