package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Glob;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Lazy;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.coverage.CommandTarget;
import dev.hostdouble.coverage.Commands;
import dev.hostdouble.coverage.Coverage;
import dev.hostdouble.coverage.Coverage.AnswerCoverage;
import dev.hostdouble.coverage.Coverage.OperationCoverage;
import dev.hostdouble.coverage.Coverage.Unused;
import dev.hostdouble.coverage.CoveragePage;
import dev.hostdouble.coverage.CoverageTable;
import dev.hostdouble.coverage.CoverageXml;
import dev.hostdouble.journal.AnswerCounts;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.world.Worlds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which documented answers clients met: in one world, or in all worlds since the start of the process. */
final class CoverageControl {
    private static final QueryParam AS = QueryParam.word(
            "as",
            "`table` gives text for a terminal, `junit` a JUnit report, `html` a page.",
            "json",
            "table",
            "junit",
            "html");
    private static final QueryParam OPERATION =
            QueryParam.text("operation", "Only these operations; the id may contain `*`: `hosterapi/server.*`.");

    static final List<QueryParam> PARAMETERS = List.of(AS, OPERATION);

    private static final Glob ANY = Glob.of("*");

    private final Lazy<KnownOperations> operations;
    private final Lazy<Commands> commands;
    private final AnswerCounts all;

    CoverageControl(List<Provider> providers, Catalogue catalogue, Worlds worlds) {
        this.operations = Lazy.of(() -> new KnownOperations(providers));
        this.commands = Lazy.of(() -> new Commands(providers, catalogue));
        this.all = worlds.settings().counts().answers();
    }

    /** {@code GET coverage}: that of a world. */
    Reply ofWorld(ControlCall call) {
        AnswerCounts counts = call.world().with(session -> session.journal().answers());
        return reply(call, Optional.of(call.worldName()), counts);
    }

    /** {@code GET coverage/all}: that of all worlds, also of those that no longer exist. */
    Reply ofAll(ControlCall call) {
        return reply(call, Optional.empty(), all);
    }

    /** {@code DELETE coverage}: forgets that of a world. */
    Reply clear(ControlCall call) {
        call.world().with(session -> session.journal().answers()).clear();
        return ControlJson.reply(200, Map.of("cleared", true));
    }

    /** {@code DELETE coverage/all}: forgets that of the process; each world keeps its own. */
    Reply clearAll(ControlCall call) {
        all.clear();
        return ControlJson.reply(200, Map.of("cleared", true));
    }

    private Reply reply(ControlCall call, Optional<String> world, AnswerCounts counts) {
        Glob pattern = Optional.ofNullable(call.query().get(OPERATION.name()))
                .map(Glob::of)
                .orElse(ANY);
        List<Operation> known = operations.get().matching(pattern, "");
        Coverage coverage = Coverage.of(world, known, counts.read(), commands.get(), target(call));
        return switch (AS.of(call.query())) {
            case "table" -> text("text/plain", CoverageTable.of(coverage));
            case "junit" -> text("application/xml", CoverageXml.of(coverage));
            case "html" -> text("text/html", CoveragePage.of(coverage));
            default -> ControlJson.reply(200, CoverageJson.of(coverage));
        };
    }

    private static Reply text(String type, String body) {
        Reply reply = Reply.text(200, type + "; charset=utf-8", body);
        return reply.with(reply.headers()
                .plus(Headers.of(
                        "Cache-Control",
                        "no-store",
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'")));
    }

    /** The server as this request reaches it, and the world that it names. */
    private static CommandTarget target(ControlCall call) {
        Request request = call.request();
        boolean isNamedElsewhere = request.base().isEmpty() && !call.worldName().equals(Worlds.DEFAULT);
        String base = isNamedElsewhere ? "/_w/" + call.worldName() : request.base();
        return new CommandTarget(
                request.scheme() + "://" + request.authority() + base,
                request.headers().first("Authorization").isPresent());
    }

    private record CoverageJson(
            @Nullable String world,
            @Nullable Double percent,
            long documented,
            long met,
            List<OperationJson> operations,
            List<UnusedJson> unused) {
        static CoverageJson of(Coverage coverage) {
            return new CoverageJson(
                    coverage.world().orElse(null),
                    coverage.percent().isPresent() ? coverage.percent().getAsDouble() : null,
                    coverage.documented(),
                    coverage.met(),
                    coverage.operations().stream().map(OperationJson::of).toList(),
                    coverage.unused().stream().map(UnusedJson::of).toList());
        }
    }

    private record OperationJson(
            String operation,
            long calls,
            long documented,
            long met,
            List<AnswerJson> answers,
            List<AnswerJson> notCounted) {
        static OperationJson of(OperationCoverage operation) {
            return new OperationJson(
                    operation.operation(),
                    operation.calls(),
                    operation.answers().size(),
                    operation.met(),
                    operation.answers().stream().map(AnswerJson::of).toList(),
                    operation.others().stream().map(AnswerJson::of).toList());
        }
    }

    private record AnswerJson(
            String answer,
            @Nullable Integer status,
            String text,
            @Nullable String evidence,
            @JsonUnwrapped AnswerCounts.Times times,
            @Nullable String command) {
        static AnswerJson of(AnswerCoverage answer) {
            return new AnswerJson(
                    answer.answer(),
                    answer.status().orElse(null),
                    answer.text(),
                    answer.evidence().map(Evidence::word).orElse(null),
                    answer.times(),
                    answer.command().orElse(null));
        }
    }

    private record UnusedJson(
            String operation, long documented, @Nullable String command) {
        static UnusedJson of(Unused unused) {
            return new UnusedJson(
                    unused.operation(), unused.documented(), unused.command().orElse(null));
        }
    }
}
