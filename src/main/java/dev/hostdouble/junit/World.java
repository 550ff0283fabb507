package dev.hostdouble.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The start state of a test's world. The method's counts, then the class's, then that of the enclosing class. All tests with
 * the same start state share a server.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface World {
    /** The name of a shipped start state, {@code default} or {@code rich}, or a folder. */
    String value();
}
