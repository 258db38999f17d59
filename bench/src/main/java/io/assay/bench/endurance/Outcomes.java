package io.assay.bench.endurance;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.ModelAdvanced;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the service has said of the window at hand. */
final class Outcomes {
    private final int peers;
    private final Set<String> measured = new HashSet<>();
    private long window = -1;
    private boolean advanced;
    private @Nullable String failure;

    Outcomes(int peers) {
        this.peers = peers;
    }

    /** From now on another window is waited for. */
    synchronized void expect(long next) {
        window = next;
        measured.clear();
        advanced = false;
    }

    synchronized void note(Event event) {
        switch (event) {
            case LossDelta delta when delta.window() == window -> measured.add(delta.hotkey());
            case ModelAdvanced step when step.window() == window -> advanced = true;
            case EvaluationFailed failed -> failure = failed.toString();
            default -> failure = "an event that nobody waits for: " + event;
        }
        notifyAll();
    }

    /** Returns when all gradients of the window are measured and the model has its step. */
    synchronized void await(Duration limit) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (!advanced || measured.size() < peers) {
            var left = (end - System.nanoTime()) / 1_000_000;
            if (failure != null || left <= 0) {
                throw new IllegalStateException("window " + window + ": " + measured.size() + " of " + peers
                        + " measured, the model is " + (advanced ? "" : "not ") + "moved; "
                        + (failure == null ? "waited " + limit.toSeconds() + " s" : failure));
            }
            wait(left);
        }
    }
}
