package dev.hostdouble.junit;

import dev.hostdouble.Settings;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the annotations on a test, its class and the enclosing classes choose. */
record TestChoices(Optional<String> world, Optional<String> clock, List<String> scenarios) {
    static TestChoices of(ExtensionContext context) {
        List<AnnotatedElement> elements = elements(context);
        List<String> scenarios = new ArrayList<>();
        for (AnnotatedElement element : elements) {
            AnnotationSupport.findRepeatableAnnotations(element, Scenario.class)
                    .forEach(scenario -> scenarios.add(scenario.value()));
        }
        return new TestChoices(
                nearest(elements, World.class, World::value), nearest(elements, Clock.class, Clock::value), scenarios);
    }

    /** From the outermost class to the method. */
    private static List<AnnotatedElement> elements(ExtensionContext context) {
        List<AnnotatedElement> elements = new ArrayList<>();
        context.getTestClass().ifPresent(start -> {
            Class<?> type = start;
            elements.add(type);
            while (type.isAnnotationPresent(Nested.class) && type.getEnclosingClass() != null) {
                type = type.getEnclosingClass();
                elements.add(0, type);
            }
        });
        context.getTestMethod().ifPresent(elements::add);
        return elements;
    }

    private static <A extends Annotation> Optional<String> nearest(
            List<AnnotatedElement> elements, Class<A> type, Function<A, String> value) {
        Optional<String> found = Optional.empty();
        for (AnnotatedElement element : elements) {
            Optional<A> annotation = AnnotationSupport.findAnnotation(element, type);
            found = annotation.isPresent() ? annotation.map(value) : found;
        }
        return found;
    }

    Settings settings(Settings base) {
        return world.map(base::withWorld).orElse(base);
    }

    /** With the scenarios of an extension before these, and its clock where these choose none. */
    TestChoices plus(List<String> first, Optional<String> otherClock) {
        List<String> all = new ArrayList<>(first);
        all.addAll(scenarios);
        return new TestChoices(world, clock.or(() -> otherClock), all);
    }
}
