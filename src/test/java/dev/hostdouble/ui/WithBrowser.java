package dev.hostdouble.ui;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Tests that need a browser and its driver. Where the machine has none, they are skipped, and say so. Those of
 * a class share a page, so they run one after the other.
 */
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithBrowser.Condition.class)
@Execution(ExecutionMode.SAME_THREAD)
@interface WithBrowser {
    /** Whether there is a browser. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (ConsolePage.driverProgram().isPresent()) {
                return ConditionEvaluationResult.enabled("there is a browser");
            }
            System.err.println("SKIPPED, for want of chromium and chromedriver: " + context.getDisplayName());
            return ConditionEvaluationResult.disabled("no chromium and chromedriver");
        }
    }
}
