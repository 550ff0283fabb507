package dev.hostdouble.conformance;

import dev.hostdouble.conformance.Plan.Caller;
import dev.hostdouble.conformance.Plan.State;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Parameter;
import dev.hostdouble.provider.Provider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All variants of the calls of an operation in a state, no two of them alike. */
final class Variants {
    private final Provider provider;
    private final Drafts drafts;
    private final Plan plan;
    private final boolean isFull;
    private final boolean isHome;
    private final Operation operation;
    private final State state;
    private final Map<String, String> names;
    private final Caller usual;
    private final List<Variant> variants = new ArrayList<>();
    private final Set<Request> seen = new HashSet<>();

    /** @param names what the names in braces stand for in the state */
    private Variants(
            Provider provider, Plan plan, boolean isFull, Operation operation, State state, Map<String, String> names) {
        this.provider = provider;
        this.drafts = new Drafts(provider);
        this.plan = plan;
        this.isFull = isFull;
        this.operation = operation;
        this.state = state;
        this.names = names;
        this.isHome = plan.states(operation).get(0).equals(state);
        this.usual = plan.usualCaller(operation);
    }

    /** The variants, the usual call first. In its home state, an operation gets more of them. */
    static List<Variant> of(
            Provider provider, Plan plan, boolean isFull, Operation operation, State state, Map<String, String> names) {
        Variants all = new Variants(provider, plan, isFull, operation, state, names);
        all.make();
        return List.copyOf(all.variants);
    }

    private void make() {
        boolean isThorough = isHome || isFull;
        Draft base = drafts.of(operation, plan.call(operation, state), names);
        add("usual", base, usual);
        callers(base, isThorough);
        segments(base, isThorough);
        for (Encoding encoding : encodings(isThorough)) {
            parameters(drafts.encoded(base, encoding), encoding, isThorough);
        }
        if (isThorough) {
            OddRequests.of(base, operation).forEach((label, draft) -> add(label, draft, usual));
        }
        if (isHome && isFull) {
            pairs(base);
        }
        if (operation.parameterNames().contains("filter")) {
            Filters.forEach(isThorough, (name, value) -> add(name + " " + value, base.with(name, value), usual));
        }
    }

    /** Elsewhere than at home, of those who are refused alike, one has to do. */
    private void callers(Draft base, boolean isThorough) {
        Set<String> refusals = new HashSet<>();
        for (Caller caller : plan.callers()) {
            boolean isAlike =
                    caller.refusal().filter(refusal -> !refusals.add(refusal)).isPresent();
            for (Encoding encoding : encodings(isThorough)) {
                if (isThorough || !isAlike) {
                    add(caller.name() + " by " + encoding, drafts.encoded(base, encoding), caller);
                }
            }
        }
    }

    private List<Encoding> encodings(boolean isThorough) {
        List<Encoding> encodings = drafts.encodings(operation);
        return isThorough ? encodings : encodings.subList(0, 1);
    }

    private void segments(Draft base, boolean isThorough) {
        for (String name : operation.path().names()) {
            List<Object> planned = plan.values().getOrDefault(name, List.of());
            for (String value : Values.segments(planned, !isThorough)) {
                add(name + "=" + value, base.withSegment(name, value), usual);
            }
        }
    }

    private void parameters(Draft base, Encoding encoding, boolean isThorough) {
        boolean isUsual = encoding == drafts.encodings(operation).get(0);
        for (Parameter documented : operation.parameters()) {
            Parameter parameter = besides(documented, base);
            String name = parameter.name();
            Optional<String> missing = isUsual ? RowRefusal.ofMissing(parameter) : Optional.empty();
            add("without " + name + " by " + encoding, base.without(name), usual, missing);
            for (Object value : values(parameter, isThorough && (isUsual || isFull))) {
                String label = name + "=" + Sample.text(value) + " by " + encoding;
                Optional<String> refusal =
                        isUsual && !isList(name) ? RowRefusal.of(provider, parameter, value) : Optional.empty();
                add(label, base.with(name, value), usual, refusal);
                for (Caller caller : isHome && isFull ? plan.callers() : List.<Caller>of()) {
                    add(caller.name() + ", " + label, base.with(name, value), caller);
                }
                for (String alternative : alternatives(name)) {
                    add(alternative + label, base.without(name).with(alternative, value), usual);
                }
            }
        }
    }

    /** A parameter as it is beside those of a call, which need not have it if it has another one in its place. */
    private static Parameter besides(Parameter parameter, Draft base) {
        return parameter.others().stream().anyMatch(base.parameters()::containsKey) ? parameter.optional() : parameter;
    }

    /** Of a list, single values say nothing: it takes several. */
    private static boolean isList(String name) {
        return name.endsWith("[]");
    }

    /** The names that a page writes as alternatives, such as {@code sid|ip}. */
    private static List<String> alternatives(String name) {
        return name.indexOf('|') < 0 ? List.of() : List.of(name.split("\\|", -1));
    }

    private List<Object> values(Parameter parameter, boolean isThorough) {
        List<Object> planned = new ArrayList<>();
        for (Object value : plan.values().getOrDefault(parameter.name(), List.of())) {
            Names.value(value, names).ifPresent(planned::add);
        }
        return isThorough ? Values.all(parameter, planned) : Values.few(parameter, planned);
    }

    /** Two parameters at a time. */
    private void pairs(Draft base) {
        List<Parameter> parameters = operation.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            for (int j = i + 1; j < parameters.size(); j++) {
                for (Draft one : deviations(base, parameters.get(i))) {
                    for (Draft both : deviations(one, parameters.get(j))) {
                        add(
                                parameters.get(i).name() + " and "
                                        + parameters.get(j).name(),
                                both,
                                usual);
                    }
                }
            }
        }
    }

    private List<Draft> deviations(Draft base, Parameter parameter) {
        List<Draft> deviations = new ArrayList<>();
        deviations.add(base.without(parameter.name()));
        values(parameter, false).forEach(value -> deviations.add(base.with(parameter.name(), value)));
        return deviations;
    }

    private void add(String label, Draft draft, Caller caller) {
        add(label, draft, caller, Optional.empty());
    }

    private void add(String label, Draft draft, Caller caller, Optional<String> refusal) {
        Optional<Request> request = drafts.by(caller, draft, names).map(drafts::request);
        if (request.isPresent() && seen.add(request.get())) {
            Optional<String> expected =
                    operation.open() ? Optional.empty() : caller.refusal().or(state::refusal);
            variants.add(new Variant(operation, label, request.get(), drafts.texts(draft), expected, refusal));
        }
    }
}
