package dev.hostdouble.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class its own world on a server that all tests share. Constructors, tests, {@code @BeforeEach} and
 * {@code @AfterEach} methods may have these parameters:
 *
 * <ul>
 *   <li>{@link BaseUrl @BaseUrl("hosterapi")} {@code URI}, {@code URL} or {@code String}: where the client under test sends
 *       its calls
 *   <li>{@link dev.hostdouble.client.WorldClient}: the world, to look at its calls and to move its jobs
 *   <li>{@link dev.hostdouble.client.ClockClient}: its clock
 *   <li>{@link dev.hostdouble.client.HostdoubleClient} and {@link dev.hostdouble.Hostdouble}: the server
 * </ul>
 *
 * <p>A test fails if a rule of its scenarios is expected to apply and never did. When a test fails, its calls as lines for
 * curl, its clock, the counts of its rules and the path of a recording are printed.
 *
 * @see Scenario
 * @see Clock
 * @see World
 * @see HostdoubleExtension
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(HostdoubleExtension.class)
public @interface HostdoubleTest {}
