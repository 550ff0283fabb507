package dev.hostdouble.provider;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Fact;
import java.util.List;
import java.util.Map;

/**
 * The part of a provider that takes long to load: what can be called, and what is answered.
 *
 * @param operations its operations, in the order of its manual
 * @param unknown the operation of requests that match none of them
 * @param errors every error it knows
 * @param facts what its answers rest on besides its pages
 * @param examples example values of the placeholders in its errors, the page's own first; several are all there are
 * @param values the values of call properties that have only a few, by name, such as {@code state.vm.state}
 * @param envelopes the names of the formats of its error bodies, if it has several
 * @param changes what it can change by itself, without a call
 * @param resources the kinds of what it has in a world, such as {@code server}, in the order in which people look at them
 * @param clients what its clients do across several calls
 */
public record ProviderContract(
        List<Operation> operations,
        Operation unknown,
        List<? extends ApiError> errors,
        List<? extends Fact> facts,
        Map<String, List<String>> examples,
        Map<String, List<String>> values,
        List<String> envelopes,
        List<ProviderChange> changes,
        List<String> resources,
        ClientProtocol clients) {}
