package dev.hostdouble.recording;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Request.Part;
import dev.hostdouble.core.Utf8;
import dev.hostdouble.journal.BasicLogins;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.journal.Secrets;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.journal.WorldEvent.Change;
import dev.hostdouble.journal.WorldEvent.ControlAction;
import dev.hostdouble.journal.WorldEvent.ScenarioEvent;
import dev.hostdouble.journal.WorldEvent.ScenariosNamed;
import dev.hostdouble.provider.Credentials;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.Unclaimed;
import dev.hostdouble.yaml.JsonTexts;
import dev.hostdouble.yaml.YamlScalars;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Replaces credentials by other texts: first where a provider's row says that a credential stands, then wherever a text
 * stands that is known to be one.
 */
public final class CredentialSwap {
    private final List<Provider> providers;
    private final UnaryOperator<String> inPlace;
    private final Substitutes elsewhere;
    private final Secrets known;

    /**
     * Creates a swap.
     *
     * @param inPlace replaces what stands where a credential stands
     * @param elsewhere the credentials that are replaced wherever they stand
     */
    CredentialSwap(List<Provider> providers, UnaryOperator<String> inPlace, Substitutes elsewhere) {
        this.providers = List.copyOf(providers);
        this.inPlace = inPlace;
        this.elsewhere = elsewhere;
        this.known = Secrets.inPlace(this::isCredential, this::known);
    }

    /** Replaces the credentials of an event. */
    public WorldEvent in(WorldEvent event) {
        if (event instanceof JournalEntry call) {
            return new JournalEntry(
                    call.number(),
                    call.time(),
                    call.operation(),
                    in(call.operation(), call.request()),
                    in(call.operation(), call.reply()),
                    List.of());
        }
        if (event instanceof ControlAction action) {
            return new ControlAction(
                    action.time(), action.method(), elsewhere.in(action.path()), inBody(action.body()));
        }
        if (event instanceof ScenarioEvent scenario) {
            return new ScenarioEvent(scenario.time(), scenario.kind(), scenario.name(), inScenario(scenario.source()));
        }
        if (event instanceof ScenariosNamed named) {
            List<String> sources =
                    named.sources().stream().map(this::inScenario).toList();
            return new ScenariosNamed(named.time(), elsewhere.in(named.header()), sources);
        }
        if (event instanceof Change change) {
            Map<String, Object> values = change.values().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, one -> inValue(one.getKey(), one.getValue())));
            return new Change(change.time(), values);
        }
        return event;
    }

    private Object inValue(String key, Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        return isCredential(key) ? known(text) : elsewhere.in(text);
    }

    /** Replaces the credentials of a request. */
    public Request in(String operation, Request request) {
        Request masked = secrets(operation).in(request);
        return new Request(
                masked.method(),
                masked.scheme(),
                masked.authority(),
                masked.base(),
                elsewhere.in(masked.path()),
                elsewhere.in(masked.query()),
                in(masked.headers()),
                in(masked.body()),
                masked.parts().stream()
                        .map(part -> new Part(part.name(), part.file(), in(part.content())))
                        .toList());
    }

    /** Replaces the credentials of a reply. */
    public Reply in(String operation, Reply reply) {
        Reply masked = secrets(operation).in(reply);
        return masked.with(in(masked.headers())).with(in(masked.body()));
    }

    /** Replaces the credentials in the kept text of a scenario: JSON, whose escapes may hide a part of one. */
    String inScenario(String source) {
        return JsonTexts.escaped(inSource(JsonTexts.readable(source)));
    }

    /** Replaces the credentials in a text, such as a scenario as people write it. */
    public String inSource(String source) {
        return elsewhere.in(BasicLogins.in(known.inText(source), elsewhere::in, this::known));
    }

    /** Replaces the credentials of a provider's start state. */
    public String inState(String file, String yaml) {
        Credentials credentials = providers.stream()
                .filter(provider -> provider.stateFile().equals(file))
                .findFirst()
                .map(Provider::credentials)
                .orElseGet(Credentials::named);
        String masked =
                YamlScalars.replace(yaml, credentials.inStartState()::contains, value -> inPlace(credentials, value));
        return elsewhere.in(masked);
    }

    /** Replaces the credentials in a text that an operation wrote, such as the output of its job. */
    public String inText(String operation, String text) {
        return elsewhere.in(BasicLogins.in(secrets(operation).inText(text), elsewhere::in, this::known));
    }

    /** Replaces a credential that stands in a column of a table; any other value stays as it is. */
    Optional<String> inColumn(String column, String value) {
        return providers.stream()
                .map(Provider::credentials)
                .filter(credentials -> credentials.inTables().contains(column))
                .findFirst()
                .map(credentials -> inPlace(credentials, value));
    }

    /** Replaces a text that may be a credential as a whole, such as the value that a rule counts by. */
    public String whole(String text) {
        return elsewhere.get(text).orElseGet(() -> {
            String replaced = known(text);
            return replaced.equals(text) ? inSource(text) : replaced;
        });
    }

    /** Replaces the known credentials of a reply to an operation that nobody knows any more. */
    Reply known(Reply reply) {
        Reply masked = known.in(reply);
        return masked.with(in(masked.headers())).with(in(masked.body()));
    }

    private Secrets secrets(String operation) {
        int slash = operation.indexOf('/');
        Credentials credentials = Stream.concat(providers.stream(), Stream.of(Unclaimed.PROVIDER))
                .filter(provider -> provider.name().equals(operation.substring(0, Math.max(0, slash))))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no provider has the operation " + operation))
                .credentials();
        UnaryOperator<String> replacement = value -> inCall(credentials, value);
        return Secrets.inPlace(credentials.of(operation.substring(slash + 1)), replacement)
                .withPaths(path -> credentials.inPath(path, replacement));
    }

    /** A value that is worthless soon stays, unless it is known to be a credential that is not. */
    private String inCall(Credentials credentials, String value) {
        return credentials.shortLived().matcher(value).matches()
                ? elsewhere.get(value).orElse(value)
                : inPlace(credentials, value);
    }

    private String inPlace(Credentials credentials, String value) {
        if (value.isEmpty() || credentials.published().contains(value)) {
            return value;
        }
        return CredentialParts.ofRow(value, inPlace);
    }

    private String known(String value) {
        return elsewhere
                .get(value)
                .orElseGet(() -> CredentialParts.replace(
                        value, secret -> elsewhere.get(secret).orElse(secret)));
    }

    /** Whether a name stands for a credential at some provider, such as {@code body.token}. */
    private boolean isCredential(String name) {
        return CredentialNames.isAny(
                name,
                part -> Secrets.isCredentialHeader(part)
                        || providers.stream()
                                .anyMatch(provider -> provider.credentials().isAnywhere(part)));
    }

    private Headers in(Headers headers) {
        return new Headers(headers.fields().stream()
                .map(field -> new Header(
                        field.name(),
                        elsewhere.in(BasicLogins.in(field.value(), elsewhere::in, UnaryOperator.identity()))))
                .toList());
    }

    private Bytes in(Bytes body) {
        return changed(body, elsewhere::in);
    }

    private Bytes inBody(Bytes body) {
        return changed(body, this::inSource);
    }

    private static Bytes changed(Bytes body, UnaryOperator<String> change) {
        String text = Utf8.decode(body.array()).orElse("");
        String changed = change.apply(text);
        return changed.equals(text) ? body : Bytes.of(changed);
    }
}
