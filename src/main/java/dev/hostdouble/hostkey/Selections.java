package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.CatalogueYaml.PresetYaml;
import dev.hostdouble.hostkey.Selection.Hardware;
import dev.hostdouble.provider.Call;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a list of the catalogue is asked for: a server, a preset, a location, a billing period. */
final class Selections {
    /** The billing periods; the first one is usual. */
    static final List<String> PERIODS = List.of("monthly", "quarterly", "semi-annually", "annually", "hourly");

    private static final String HOME = "NL";

    private final PublicCalls calls;
    private final Catalogue catalogue;
    private final ServerDao servers;

    Selections(PublicCalls calls, Catalogue catalogue, ServerDao servers) {
        this.calls = calls;
        this.catalogue = catalogue;
        this.servers = servers;
    }

    /**
     * Reads the selection of a call.
     *
     * @param presets the names of the parameters that may name a preset; the first one that does counts
     * @throws dev.hostdouble.core.ApiException if the token is not valid, or the server is not the caller's
     */
    Selection of(Call call, String... presets) {
        Optional<Account> visitor = calls.visitor(call);
        Input input = Input.checked(call);
        Optional<String> preset =
                Stream.of(presets).flatMap(name -> input.text(name).stream()).findFirst();
        String period = input.text("bill_period").filter(PERIODS::contains).orElse(PERIODS.get(0));
        String currency = visitor.map(Account::currency).orElse("EUR");
        Optional<List<String>> asked = locations(call, input);
        if (input.text("user_location").isPresent()
                || !PERIODS.contains(input.text("bill_period").orElse(period))) {
            call.restsOn(CatalogueFact.SELECTION_FORM);
        }
        if (input.text("id").isPresent()) {
            Server server = server(call, input, visitor);
            return new Selection(
                    Optional.of(new Hardware(server.memoryMb(), server.diskGb(), server.virtual(), server.os())),
                    in(List.of(server.location()), asked),
                    period,
                    currency);
        }
        if (preset.isPresent()) {
            call.restsOn(CatalogueFact.SUITABLE);
            Optional<PresetYaml> known = catalogue.preset(preset.get());
            return new Selection(
                    known.map(Selections::hardware),
                    in(known.map(found -> Catalogue.locations(found)).orElse(List.of()), asked),
                    period,
                    currency);
        }
        return new Selection(Optional.empty(), everywhere(asked), period, currency);
    }

    /** The locations that a call names, with commas between them, in upper case; empty if it names none. */
    static Optional<List<String>> locations(Call call, Input input) {
        Optional<List<String>> named = input.list("location");
        Optional<List<String>> upper = named.map(codes ->
                codes.stream().map(code -> code.toUpperCase(Locale.ROOT)).toList());
        if (!upper.equals(named)) {
            call.restsOn(CatalogueFact.SELECTION_FORM);
        }
        return upper;
    }

    private Server server(Call call, Input input, Optional<Account> visitor) {
        call.restsOn(CatalogueFact.SERVER_NEEDS_TOKEN);
        Account caller = visitor.orElseThrow(HostkeyError.AUTHORIZATION_REQUIRED::with);
        return servers.require(call, input.id("id"), caller);
    }

    private static Hardware hardware(PresetYaml preset) {
        return new Hardware(preset.ram() * 1024, preset.diskGb(), preset.virtual(), 0);
    }

    private List<String> everywhere(Optional<List<String>> asked) {
        List<String> known = catalogue.locations();
        return in(known.isEmpty() ? List.of(HOME) : known, asked);
    }

    private static List<String> in(List<String> locations, Optional<List<String>> asked) {
        return locations.stream()
                .filter(location -> asked.isEmpty() || asked.get().contains(location))
                .toList();
    }
}
