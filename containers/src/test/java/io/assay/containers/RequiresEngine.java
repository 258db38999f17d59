package io.assay.containers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The tests run where a Docker engine answers and has or gets the images; elsewhere they are skipped and counted. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresEngine.Condition.class)
@interface RequiresEngine {
    /** How a reason begins, by which {@link SkippedTests} knows these tests. */
    String REASON = "no containers: ";

    /** Asks once for each class. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Images.missing()
                    .map(reason -> ConditionEvaluationResult.disabled(REASON + reason))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("an engine answers"));
        }
    }
}
