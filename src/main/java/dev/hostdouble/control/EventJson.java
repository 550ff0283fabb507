package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hostdouble.journal.FeedEvent;
import dev.hostdouble.journal.FeedEvent.DeliveryEnded;
import dev.hostdouble.journal.FeedEvent.Logged;
import dev.hostdouble.journal.FeedEvent.NewLog;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.journal.Secrets;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.journal.WorldEvent.Change;
import dev.hostdouble.journal.WorldEvent.ClockMove;
import dev.hostdouble.journal.WorldEvent.ControlAction;
import dev.hostdouble.journal.WorldEvent.ScenarioEvent;
import dev.hostdouble.journal.WorldEvent.ScenariosNamed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Events as the stream of events tells them: the kind of each, and its members. */
final class EventJson {
    /** The kinds that can be selected. A stream also has {@code gap} and {@code end}. */
    static final List<String> KINDS = List.of(
            "call",
            "delivery",
            "clock",
            "scenario",
            "named",
            "control",
            "change",
            "settled",
            "reset",
            "cleared",
            "loaded");

    private EventJson() {}

    /** The kind of an event. */
    static String kind(FeedEvent event) {
        if (event instanceof DeliveryEnded) {
            return "delivery";
        }
        return event instanceof NewLog fresh ? fresh.cause().word() : kind(((Logged) event).event());
    }

    private static String kind(WorldEvent event) {
        if (event instanceof JournalEntry) {
            return "call";
        } else if (event instanceof ClockMove) {
            return "clock";
        } else if (event instanceof ScenarioEvent) {
            return "scenario";
        } else if (event instanceof ScenariosNamed) {
            return "named";
        } else if (event instanceof ControlAction) {
            return "control";
        } else if (event instanceof Change) {
            return "change";
        }
        return "settled";
    }

    /**
     * The members of an event.
     *
     * @param secrets replaces the credentials in the calls of an operation
     */
    static Object data(FeedEvent event, Function<String, Secrets> secrets) {
        if (event instanceof DeliveryEnded delivery) {
            return Delivery.of(delivery);
        }
        return event instanceof Logged logged ? data(logged.event(), secrets) : Map.of();
    }

    private static Object data(WorldEvent event, Function<String, Secrets> secrets) {
        String at = event.time().date().toString();
        if (event instanceof JournalEntry call) {
            JournalJson.Shown shown = JournalJson.Shown.of(call.request(), secrets.apply(call.operation()));
            return new Call(JournalJson.Line.of(call, shown, Optional.empty()));
        } else if (event instanceof ClockMove move) {
            return new Clock(at, move.mode(), move.to().date().toString());
        } else if (event instanceof ScenarioEvent scenario) {
            return new Scenario(at, scenario.kind().word(), scenario.name());
        } else if (event instanceof ScenariosNamed named) {
            return new Named(at, named.header());
        } else if (event instanceof ControlAction action) {
            return new Control(at, action.method(), action.path());
        } else if (event instanceof Change change) {
            return new Changed(at, new TreeMap<>(change.values()));
        }
        return new Settled(at);
    }

    /** A call and its reply; how that is delivered is an event of its own. */
    record Call(
            @JsonUnwrapped @JsonIgnoreProperties("delivery") JournalJson.Line line) {}

    /** How the reply to call {@code n} was delivered. */
    record Delivery(long n, String operation, int status, String outcome, long bytes, long delayMs) {
        static Delivery of(DeliveryEnded ended) {
            return new Delivery(
                    ended.number(),
                    ended.operation(),
                    ended.status(),
                    ended.delivered().outcome().word(),
                    ended.delivered().bytes(),
                    ended.delivered().delayMillis());
        }
    }

    /** The clock shows the date {@code to}, and goes in a mode. */
    record Clock(String at, String mode, String to) {}

    /** What happened to a scenario, such as {@code activated}. */
    record Scenario(String at, String change, String name) {}

    /** The header {@code Emulator-Scenario} of the calls that follow. */
    record Named(String at, String header) {}

    /** A request to the control API that changed jobs or stores. */
    record Control(String at, String method, String path) {}

    /** A provider changed something by itself. */
    record Changed(String at, Map<String, Object> change) {}

    /** Something that was due took effect without a call. */
    record Settled(String at) {}

    /** Events that the log no longer holds; {@code missed} is null if their number is unknown. */
    record Gap(
            String reason,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Long missed) {}

    /** Why the stream ends. */
    record End(String reason) {}
}
