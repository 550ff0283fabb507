package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.provider.ErrorCatalogue;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.effect.Effect.JobEffect;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Injects a fault into the job that the call starts.
 *
 * @param error the output of a job that fails, if an error of the provider or a text is its source
 * @param fault the fault; the output of {@code Fail} is replaced by that error
 */
public record JobFaultEffect(Optional<String> error, JobFault fault) implements JobEffect {
    static final EffectType TYPE = new EffectType("job", """
            { "description": "controls the job that the call starts",
              "type": "object", "additionalProperties": false, "minProperties": 1,
              "properties": {
                "fail": { "description": "fails with an error of the provider by name or code, or with this text", "type": "string", "minLength": 1 },
                "at": { "description": "the progress at which the job fails", "type": "number", "minimum": 0, "maximum": 1 },
                "hold": { "description": "the job stops at this progress and stays there", "type": "number", "minimum": 0, "maximum": 1 },
                "slow": { "description": "the job takes this many times as long", "type": "number", "exclusiveMinimum": 0, "maximum": 1000000 },
                "vanish": { "description": "the call returns a ticket, but no job exists", "const": true },
                "purge": { "description": "the job goes on, but the provider does not know its ticket", "const": true },
                "finish": { "description": "the job finishes at once", "const": true },
                "regress": {
                  "description": "the progress falls back once",
                  "type": "object", "additionalProperties": false, "required": ["at", "to"],
                  "properties": { "at": { "type": "number", "minimum": 0, "maximum": 1 }, "to": { "type": "number", "minimum": 0, "maximum": 1 } } } } }""", JobFaultEffect::read);

    private static final List<String> FAULTS = List.of("fail", "hold", "slow", "vanish", "purge", "finish", "regress");
    private static final String ONE =
            "exactly one job fault: fail (optionally with at), hold, slow, vanish, purge, finish or regress";
    private static final Pattern LOOKS_LIKE_ERROR = Pattern.compile("0x[0-9a-fA-F]+|[A-Z]+(_[A-Z]+)+");
    private static final double MOST_SLOW = 1_000_000;

    /** A fault that needs nothing of the call. */
    public JobFaultEffect(JobFault fault) {
        this(Optional.empty(), fault);
    }

    private static Optional<JobFaultEffect> read(YamlNode value, EffectScope scope) {
        if (!value.requireMapping(ONE)) {
            return Optional.empty();
        }
        List<String> allowed = new ArrayList<>(FAULTS);
        allowed.add("at");
        value.allowKeys("job fault", allowed);
        List<String> given = value.keys().stream().filter(FAULTS::contains).toList();
        if (given.size() != 1) {
            value.problem("expected " + ONE);
            return Optional.empty();
        }
        if (value.has("at") && !value.has("fail")) {
            value.get("at").problem("'at' belongs to 'fail'; a job that stops there is { hold: 0.5 }");
        }
        YamlNode fault = value.get(given.get(0));
        return switch (given.get(0)) {
            case "fail" -> failure(fault, value.get("at"), scope);
            case "hold" ->
                map(fault.number("the progress", 0, 1).stream().boxed().findFirst(), JobFault.Hold::new);
            case "slow" -> map(factor(fault), JobFault.Slow::new);
            case "vanish" -> fault.flag() ? Optional.of(new JobFaultEffect(new JobFault.Vanish())) : Optional.empty();
            case "purge" -> fault.flag() ? Optional.of(new JobFaultEffect(new JobFault.Purge())) : Optional.empty();
            case "finish" -> fault.flag() ? Optional.of(new JobFaultEffect(new JobFault.Finish())) : Optional.empty();
            default -> regress(fault);
        };
    }

    private static Optional<Double> factor(YamlNode slow) {
        Optional<Double> factor = slow.number("a factor", Double.MIN_NORMAL, MOST_SLOW).stream()
                .boxed()
                .findFirst();
        if (factor.isPresent() && factor.get() == 1) {
            slow.problem("a job that takes once as long is the same job: expected another factor, such as 2");
        }
        return factor;
    }

    private static Optional<JobFaultEffect> map(
            Optional<Double> number, java.util.function.Function<Double, JobFault> fault) {
        return number.map(fault).map(JobFaultEffect::new);
    }

    private static Optional<JobFaultEffect> failure(YamlNode fail, YamlNode at, EffectScope scope) {
        Optional<String> text = fail.text("the name or code of an error, or a text");
        double progress = at.number("the progress", 0, 1).orElse(0);
        if (text.isPresent() && text.get().isBlank()) {
            fail.expected("the name or code of an error, or a text");
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        requireKnownError(fail, text.get(), scope.providers());
        return Optional.of(new JobFaultEffect(text, new JobFault.Fail(text.get(), progress)));
    }

    private static Optional<JobFaultEffect> regress(YamlNode value) {
        if (!value.requireMapping("{ at: 0.66, to: 0.1 }")) {
            return Optional.empty();
        }
        value.allowKeys("key of regress", List.of("at", "to"));
        double at = value.get("at").number("the progress", 0, 1).orElse(Double.NaN);
        double to = value.get("to").number("the progress", 0, 1).orElse(Double.NaN);
        if (!(to < at)) {
            value.problem("expected { at, to } with 'to' below 'at', such as { at: 0.66, to: 0.1 }");
            return Optional.empty();
        }
        return Optional.of(new JobFaultEffect(new JobFault.Regress(at, to)));
    }

    /** Rejects a text that looks like an error name or code but is unknown; any other text is allowed. */
    private static void requireKnownError(YamlNode at, String text, List<Provider> providers) {
        if (LOOKS_LIKE_ERROR.matcher(text).matches()
                && providers.stream().allMatch(provider -> ErrorCatalogue.named(provider, text)
                        .isEmpty())) {
            Set<String> allowed = new TreeSet<>();
            providers.forEach(provider -> allowed.addAll(ErrorCatalogue.names(provider)));
            at.problem(NearestName.unknown("error", YamlNode.excerpt(text), allowed));
        }
    }

    /** Whether there is no job after the call. */
    public boolean vanishes() {
        return fault instanceof JobFault.Vanish;
    }

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public Optional<JobFault> fault(EffectContext context) {
        if (error.isEmpty() || !(fault instanceof JobFault.Fail fail)) {
            return Optional.of(fault);
        }
        String output = ErrorCatalogue.of(context.call(), error.get(), java.util.Map.of())
                .map(ApiException::text)
                .orElse(error.get());
        return Optional.of(new JobFault.Fail(output, fail.at()));
    }
}
