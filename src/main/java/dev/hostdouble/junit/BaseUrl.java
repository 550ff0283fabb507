package dev.hostdouble.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of type {@code URI}, {@code URL} or {@code String}: what stands in the world of the test for the scheme and host
 * of a provider, such as {@code http://127.0.0.1:41234/_w/my-test}. Append the rest of the provider's URL:
 * {@code baseUrl + "/api/v1/job/15"}. There is no slash at its end.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface BaseUrl {
    /** {@code hostkey}, {@code hosterapi} or {@code vss}; {@code control} is the base of the control API. */
    String value();
}
