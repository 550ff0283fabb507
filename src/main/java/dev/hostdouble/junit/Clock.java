package dev.hostdouble.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How the clock of a test's world goes. The method's counts, then the class's, then that of the enclosing class. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface Clock {
    /**
     * {@code manual}: it moves only when the test moves it; {@code step:1s}: each call moves it; {@code x60}: an hour in a
     * minute; {@code real}: as the clock of the host.
     */
    String value();
}
