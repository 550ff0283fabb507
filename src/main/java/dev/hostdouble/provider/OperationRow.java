package dev.hostdouble.provider;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.job.JobType;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.Operation.Sale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A row of a provider's table of operations, written once while the provider's class loads. Handler, completion and state
 * are functions of the provider's sections, so that a row needs no world.
 *
 * @param <S> the sections of the provider, wired in a world
 */
public final class OperationRow<S> {
    private final String provider;
    private final String section;
    private final String action;
    private final String method;
    private final PathTemplate path;
    private final Function<S, Handler> handler;
    private final List<KnownAnswer> successes = new ArrayList<>();
    private final List<KnownAnswer> errors = new ArrayList<>();
    private final Set<ApiError> refusals = new LinkedHashSet<>();
    private final Set<ApiError> others = new LinkedHashSet<>();
    private final Map<String, String> words = new HashMap<>();
    private List<Parameter> parameters = List.of();
    private List<String> stateNames = List.of();
    private BiFunction<S, Call, Map<String, Object>> state = (sections, call) -> Map.of();
    private Optional<JobType> job = Optional.empty();
    private Optional<Function<S, JobCompletion>> completion = Optional.empty();
    private Optional<Sale> sale = Optional.empty();
    private boolean open;
    private boolean reads;

    private OperationRow(
            String provider, String section, String action, String method, String path, Function<S, Handler> handler) {
        this.provider = provider;
        this.section = section;
        this.action = action;
        this.method = method;
        this.path = PathTemplate.of(path);
        this.handler = handler;
        successes.add(new KnownAnswer(Reply.OK, 200, "", Evidence.DOCUMENTED, ""));
    }

    /** A row with one documented success, {@code ok} with status 200. */
    public static <S> OperationRow<S> of(
            String provider, String section, String action, String method, String path, Function<S, Handler> handler) {
        return new OperationRow<>(provider, section, action, method, path, handler);
    }

    /** The names of its documented parameters, besides those in the path. */
    public OperationRow<S> takes(String... names) {
        return takes(Arrays.stream(names).map(Parameter::text).toArray(Parameter[]::new));
    }

    /** Its documented parameters, besides those in the path. */
    public OperationRow<S> takes(Parameter... documented) {
        parameters = List.of(documented);
        return this;
    }

    /** It changes nothing. */
    public OperationRow<S> reads() {
        reads = true;
        return this;
    }

    /** The names of the successes the page documents, where it shows more than one. */
    public OperationRow<S> answers(String... names) {
        return succeeds(200, Evidence.DOCUMENTED, "", names);
    }

    /** A success that no page documents, and what it rests on. */
    public OperationRow<S> answers(Evidence evidence, String note) {
        return answers(evidence, note, Reply.OK);
    }

    /** Several successes that no page documents, and what they rest on. */
    public OperationRow<S> answers(Evidence evidence, String note, String... names) {
        return succeeds(200, evidence, note, names);
    }

    /** A success with another status that no page documents, and what it rests on. */
    public OperationRow<S> answers(int status, Evidence evidence, String note) {
        return succeeds(status, evidence, note, Reply.OK);
    }

    /** Another answer of its own, not in the form of the provider's errors, and what it rests on. */
    public OperationRow<S> alsoAnswers(String name, int status, Evidence evidence, String note) {
        successes.add(KnownAnswer.success(name, status, evidence, note));
        return this;
    }

    private OperationRow<S> succeeds(int status, Evidence evidence, String note, String... names) {
        successes.clear();
        for (String name : names) {
            successes.add(new KnownAnswer(name, status, "", evidence, note));
        }
        return this;
    }

    /** The errors the page documents for this operation. */
    public OperationRow<S> fails(ApiError... documented) {
        for (ApiError error : documented) {
            errors.add(KnownAnswer.documented(error));
        }
        return this;
    }

    /** Errors that it can also give, although the page does not document them for it. */
    public OperationRow<S> alsoFails(ApiError... undocumented) {
        others.addAll(List.of(undocumented));
        return this;
    }

    /** Errors of a call without good credentials; it has none of them if it needs no authentication. */
    public OperationRow<S> refusesCallers(ApiError... undocumented) {
        refusals.addAll(List.of(undocumented));
        return this;
    }

    /** It needs no authentication. */
    public OperationRow<S> unauthenticated() {
        open = true;
        return this;
    }

    /**
     * It starts a job that a client polls by a number or key.
     *
     * @param timeline how it runs unless the start state says otherwise
     * @param whenDone what its start and end do
     */
    public OperationRow<S> startsJob(Timeline timeline, Function<S, JobCompletion> whenDone) {
        return startsJob("", timeline, whenDone);
    }

    /** It starts a job as {@link #startsJob(Timeline, Function)}, in a slot with others on the same resource. */
    public OperationRow<S> startsJob(String slot, Timeline timeline, Function<S, JobCompletion> whenDone) {
        return starts(new JobType(provider, id(), action, true, slot, timeline), whenDone);
    }

    /** It starts a job that is seen by its effect alone. */
    public OperationRow<S> startsTask(Timeline timeline, Function<S, JobCompletion> whenDone) {
        return startsTask("", timeline, whenDone);
    }

    /** It starts a job as {@link #startsTask(Timeline, Function)}, in a slot with others on the same resource. */
    public OperationRow<S> startsTask(String slot, Timeline timeline, Function<S, JobCompletion> whenDone) {
        return starts(new JobType(provider, id(), action, false, slot, timeline), whenDone);
    }

    private OperationRow<S> starts(JobType type, Function<S, JobCompletion> whenDone) {
        job = Optional.of(type);
        completion = Optional.of(whenDone);
        return this;
    }

    /** It sells what a parameter names; {@code soldOut} names it by a placeholder when it is gone. */
    public OperationRow<S> sells(String parameter, ApiError soldOut, String placeholder) {
        sale = Optional.of(new Sale(parameter, soldOut, placeholder));
        return this;
    }

    /**
     * What its calls are about: the state that rules see as {@code state.*}.
     *
     * @param names all names the state may have
     * @param reader the state a call is about; empty where it names nothing that exists
     */
    public OperationRow<S> about(List<String> names, BiFunction<S, Call, Map<String, Object>> reader) {
        stateNames = names;
        state = reader;
        return this;
    }

    /** A fixed value of a placeholder in its errors; ignored if none of them has the placeholder. */
    public OperationRow<S> says(String placeholder, String word) {
        words.put(placeholder, word);
        return this;
    }

    private String id() {
        return provider + "/" + section + "." + action;
    }

    Operation operation() {
        List<KnownAnswer> answers = new ArrayList<>(successes);
        answers.addAll(errors);
        Map<String, String> ownWords = new HashMap<>(words);
        ownWords.keySet().removeIf(word -> errors.stream()
                .noneMatch(error -> error.text().contains("{" + word + "}")));
        List<String> names = new ArrayList<>(stateNames);
        ownWords.keySet().stream().sorted().forEach(names::add);
        return new Operation(
                id(),
                provider,
                section,
                action,
                method,
                path,
                open,
                reads,
                parameters,
                job,
                sale,
                names,
                ownWords,
                answers,
                undocumented()
                        .map(KnownAnswer::undocumented)
                        .filter(error -> answers.stream()
                                .noneMatch(answer -> answer.name().equals(error.name())))
                        .toList());
    }

    private Stream<ApiError> undocumented() {
        return open ? others.stream() : Stream.concat(refusals.stream(), others.stream());
    }

    Handler handler(S sections) {
        return handler.apply(sections);
    }

    Optional<JobCompletion> completion(S sections) {
        return completion.map(whenDone -> whenDone.apply(sections));
    }

    Map<String, Object> state(S sections, Call call) {
        return state.apply(sections, call);
    }
}
