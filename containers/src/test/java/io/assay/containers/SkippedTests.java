package io.assay.containers;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Says at the end of a run how many tests were skipped because no engine runs their containers. */
public final class SkippedTests implements TestExecutionListener {
    private final AtomicInteger skipped = new AtomicInteger();
    private final AtomicReference<String> reason = new AtomicReference<>("");
    private Optional<TestPlan> plan = Optional.empty();

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = Optional.of(started);
    }

    @Override
    public void executionSkipped(TestIdentifier skippedPart, String why) {
        if (!why.contains(RequiresEngine.REASON)) {
            return;
        }
        reason.set(why);
        plan.ifPresent(all -> skipped.addAndGet((int) all.getDescendants(skippedPart).stream()
                .filter(TestIdentifier::isTest)
                .count()));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        if (skipped.get() > 0) {
            System.err.println("SKIPPED " + skipped.get() + " tests of services beside containers: " + reason.get());
        }
    }
}
