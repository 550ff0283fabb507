package dev.hostdouble.control;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.ChangeReader;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.ProviderChange;
import dev.hostdouble.provider.RequestedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes that a provider makes by itself: a server fails, an image is gone, a token is revoked. */
final class ChangeControl {
    private final List<ProviderChange> kinds;
    private final ChangeReader reader;

    ChangeControl(List<Provider> providers) {
        this.kinds = providers.stream()
                .flatMap(provider -> provider.changes().stream())
                .toList();
        this.reader = new ChangeReader(providers);
    }

    /** {@code GET changes}: all kinds, with their options. */
    Reply list(ControlCall call) {
        return ControlJson.reply(
                200, Map.of("changes", kinds.stream().map(KindJson::of).toList()));
    }

    /** {@code POST changes {"hosterapi/vm":4001,"state":"stopped"}}. */
    Reply make(ControlCall call) {
        List<String> problems = new ArrayList<>();
        Optional<RequestedChange> change =
                reader.read(ControlJson.values(call.request()), (key, message) -> problems.add(message));
        RequestedChange valid = change.orElseThrow(() -> new ControlException(400, String.join("; ", problems)));
        return ControlJson.reply(200, Map.of("changed", call.world().with(session -> session.change(valid))));
    }

    /** {@code oneOf}: options of which exactly one is needed; {@code atMostOneOf}: options that exclude each other. */
    private record KindJson(
            String change,
            String value,
            List<OptionJson> options,
            List<List<String>> oneOf,
            List<List<String>> atMostOneOf,
            String description) {
        static KindJson of(ProviderChange kind) {
            return new KindJson(
                    kind.key(),
                    kind.value().allowed(),
                    kind.options().stream()
                            .map(option ->
                                    new OptionJson(option.name(), option.value().allowed()))
                            .toList(),
                    choices(kind, true),
                    choices(kind, false),
                    kind.description());
        }

        private static List<List<String>> choices(ProviderChange kind, boolean required) {
            return kind.choices().stream()
                    .filter(choice -> choice.required() == required)
                    .map(ProviderChange.Choice::options)
                    .toList();
        }
    }

    private record OptionJson(String name, String value) {}
}
