package dev.hostdouble.confidence;

import dev.hostdouble.Providers;
import dev.hostdouble.clients.Recipe;
import dev.hostdouble.confidence.Claim.Answered;
import dev.hostdouble.conformance.Probe;
import dev.hostdouble.conformance.RealClients;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What claims can refer to besides files: tests, recipes, clients, and variants with their replies. */
final class References {
    private static final String ROOT = "dev.hostdouble.";

    private final Map<String, Probe> probes = new HashMap<>();
    private final Map<Answered, Reply> replies = new HashMap<>();
    private final RealClients clients;

    References() throws IOException {
        clients = RealClients.read();
        for (Provider provider : Providers.ALL) {
            probes.put(provider.name(), new Probe(provider));
        }
    }

    RealClients clients() {
        return clients;
    }

    /**
     * The reply to a variant.
     *
     * @throws IllegalArgumentException if no variant is named so
     */
    Reply reply(Operation operation, Answered variant) {
        Reply known = replies.get(variant);
        if (known != null) {
            return known;
        }
        try {
            Probe probe = Objects.requireNonNull(probes.get(operation.provider()));
            Reply reply = probe.reply(operation, variant.in(), variant.label());
            replies.put(variant, reply);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidFileException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong with a reference to a test, {@code class#method} below the root package. */
    Optional<String> test(String reference) {
        int hash = reference.indexOf('#');
        if (hash < 0) {
            return Optional.of("expected class#method, found " + reference);
        }
        try {
            Class<?> type = Class.forName(ROOT + reference.substring(0, hash));
            List<Method> named = Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.getName().equals(reference.substring(hash + 1)))
                    .toList();
            if (named.isEmpty()) {
                return Optional.of(reference.substring(0, hash) + " has no method " + reference.substring(hash + 1));
            }
            return named.stream().anyMatch(References::isTest)
                    ? Optional.empty()
                    : Optional.of(reference + " is not a test");
        } catch (ClassNotFoundException e) {
            return Optional.of("no class is called " + ROOT + reference.substring(0, hash));
        }
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class)
                || method.isAnnotationPresent(TestFactory.class)
                || method.isAnnotationPresent(ParameterizedTest.class)
                || method.isAnnotationPresent(Property.class);
    }

    /** What is wrong with a reference to a page of {@code docs/clients}: a test executes it, with one of the scenarios. */
    Optional<String> recipe(String page, List<String> scenarios) {
        for (Recipe recipe : Recipe.ALL) {
            if (recipe.page().equals(page)) {
                return scenarios.contains(recipe.story().scenario())
                        ? Optional.empty()
                        : Optional.of("the recipe " + page + " is about "
                                + recipe.story().scenario());
            }
        }
        if (!executedPages().contains(page)) {
            return Optional.of("no test executes a recipe " + page);
        }
        try {
            String text = Files.readString(Path.of("docs/clients", page));
            return scenarios.stream().anyMatch(text::contains)
                    ? Optional.empty()
                    : Optional.of("the recipe " + page + " is about none of its scenarios");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pages whose commands a test runs in a shell. */
    private static List<String> executedPages() {
        try {
            List<String> pages = new ArrayList<>();
            for (Method method : Class.forName(ROOT + "clients.RecipesIT").getDeclaredMethods()) {
                ValueSource source = method.getAnnotation(ValueSource.class);
                if (source != null && isTest(method)) {
                    pages.addAll(List.of(source.strings()));
                }
            }
            return pages;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
