package dev.hostdouble.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A scenario that is active from the start of each test: those of enclosing classes first, then those of the class, then those
 * of the method.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(Scenarios.class)
public @interface Scenario {
    /**
     * The name of a shipped scenario, perhaps with arguments: {@code any/slow-provider,delay=3s}; or a file that ends in
     * {@code .yaml}, {@code .yml} or {@code .json}, on the class path or in the file system.
     */
    String value();
}
