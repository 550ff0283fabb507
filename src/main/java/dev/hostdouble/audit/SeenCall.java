package dev.hostdouble.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Lazy;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorkLimit;
import dev.hostdouble.provider.ClientProtocol.JobRead;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.PathTemplate;
import dev.hostdouble.provider.Provider;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call as the rules look at it. Its bodies are read when first asked for. */
final class SeenCall {
    static final String RETRY_AFTER = "Retry-After";

    /** A longer reply is not read. */
    private static final int LONGEST_REPLY = 256 << 10;

    private static final int SERVER_ERROR = 500;

    private final AuditedCall call;
    private final Operation operation;
    private final Provider provider;
    private final WorkLimit work;
    private @Nullable SentParams params;
    private @Nullable JsonNode reply;
    private final Lazy<Optional<String>> sameness = Lazy.of(this::findSameness);

    SeenCall(AuditedCall call, Operation operation, Provider provider, WorkLimit work) {
        this.call = call;
        this.operation = operation;
        this.provider = provider;
        this.work = work;
    }

    long number() {
        return call.entry().number();
    }

    Duration at() {
        return call.at();
    }

    Operation operation() {
        return operation;
    }

    Provider provider() {
        return provider;
    }

    Request request() {
        return call.entry().request();
    }

    Reply reply() {
        return call.entry().reply();
    }

    AuditedCall call() {
        return call;
    }

    /** Whether the client got the whole reply. */
    boolean isGot() {
        return call.delivered()
                .map(delivered -> switch (delivered.outcome()) {
                    case COMPLETE, CLOSED -> true;
                    default -> false;
                })
                .orElseGet(() -> fault() == ConnectionFault.NONE || fault() == ConnectionFault.CLOSE);
    }

    private ConnectionFault fault() {
        return reply().delivery().fault();
    }

    /** How the delivery ended, such as {@code empty}. */
    String delivery() {
        return call.delivered()
                .map(delivered -> delivered.outcome().word())
                .orElseGet(() -> fault().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** Whether the provider did as the client asked, or had done so when it lost the reply. */
    boolean isSuccess() {
        return operation.answer(reply().answer()).filter(KnownAnswer::isSuccess).isPresent();
    }

    /**
     * Whether the client cannot know if its call took effect: it got no reply, or one that does not come from the operation.
     * With {@code Retry-After}, a server says that it has not done anything.
     */
    boolean isOutcomeUnknown() {
        boolean isFailure = reply().status() >= SERVER_ERROR
                && reply().headers().first(RETRY_AFTER).isEmpty()
                && operation.answers().stream()
                        .noneMatch(answer -> answer.name().equals(reply().answer()));
        return !isGot() || isFailure;
    }

    /** What the client saw of a call whose outcome it does not know. */
    String outcome() {
        return isGot()
                ? "reply of call " + number() + ": status " + reply().status()
                : "delivery of the reply to call " + number() + ": " + delivery();
    }

    SentParams params() {
        SentParams known = params;
        if (known == null) {
            known = SentParams.of(request(), provider.bodies(), work);
            params = known;
        }
        return known;
    }

    /** The reply as JSON; missing if it is not, or too long. */
    JsonNode replyJson() {
        JsonNode known = reply;
        if (known == null) {
            Bytes body = reply().body();
            boolean isShort = body.length() <= LONGEST_REPLY;
            work.spend(isShort ? body.length() : 0);
            known = isShort ? BodyJson.read(body).orElse(MissingNode.getInstance()) : MissingNode.getInstance();
            reply = known;
        }
        return known;
    }

    /** Which names stand for credentials in its parameters. */
    Predicate<String> credentialNames() {
        Predicate<String> names = provider.credentials().of(operation.name());
        return name -> {
            String innermost = innermost(name);
            return names.test(innermost) || (!innermost.equals(name) && names.test(name));
        };
    }

    /** The name in the last brackets: {@code password} of {@code params[password]}. */
    private static String innermost(String name) {
        int open = name.lastIndexOf('[');
        return open >= 0 && name.endsWith("]") ? name.substring(open + 1, name.length() - 1) : name;
    }

    /** What the client authenticated with; never shown. Empty if nothing. */
    Optional<String> credential() {
        return request()
                .headers()
                .first("Authorization")
                .or(() -> params().value("token"))
                .map(text -> provider.name() + " " + text);
    }

    /** The job that it asks for; empty if it asks for none. */
    Optional<String> jobAskedFor() {
        return provider.clients().jobRead(operation.name()).flatMap(this::named);
    }

    private Optional<String> named(JobRead read) {
        return operation
                .path()
                .match(PathTemplate.split(request().path()))
                .map(segments -> segments.get(read.parameter()))
                .or(() -> params().value(read.parameter()))
                .map(name -> jobKey(read, name));
    }

    /** The job that it started, as far as its reply names it. */
    Optional<String> jobStarted() {
        if (operation.job().isEmpty() || !isSuccess()) {
            return Optional.empty();
        }
        return provider.clients().jobReadOf(operation.name()).flatMap(read -> read.tickets().stream()
                .map(pointer -> replyJson().at(pointer).asText())
                .filter(ticket -> !ticket.isEmpty())
                .map(ticket -> jobKey(read, ticket))
                .findFirst());
    }

    private String jobKey(JobRead read, String name) {
        return provider.name() + "/" + read.operation() + " " + name;
    }

    /** Whether it shows a job that goes on. */
    boolean showsUnfinishedJob() {
        return provider.clients()
                .jobRead(operation.name())
                .filter(read -> read.unfinished().contains(reply().answer())
                        || (!read.status().isEmpty()
                                && read.unfinished()
                                        .contains(replyJson().at(read.status()).asText())))
                .isPresent();
    }

    /** What stays the same if the call is made again, also with another credential; empty if its body is too long. */
    Optional<String> sameness() {
        return sameness.get();
    }

    private Optional<String> findSameness() {
        if (request().body().length() > 0 && params().fields().isEmpty()) {
            return Optional.empty();
        }
        Predicate<String> secret = credentialNames();
        return Optional.of(operation.id() + " " + request().path() + " "
                + params().fields().stream()
                        .filter(field -> !secret.test(field.name()))
                        .map(field -> field.name() + "=" + field.value())
                        .sorted()
                        .collect(Collectors.joining("&")));
    }
}
