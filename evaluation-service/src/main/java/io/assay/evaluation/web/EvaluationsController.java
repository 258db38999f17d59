package io.assay.evaluation.web;

import io.assay.evaluation.job.RecentOutcomes;
import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What this instance measured last. */
@RestController
public final class EvaluationsController {
    private static final int LIMIT = 1000;

    private final RecentOutcomes recent;

    EvaluationsController(RecentOutcomes recent) {
        this.recent = recent;
    }

    /** The newest outcomes, of one window if it is given, in the order they were published. */
    @GetMapping("/api/v1/evaluations")
    List<EvaluationView> evaluations(@RequestParam(required = false) @Nullable Long window) {
        var outcomes = window == null ? recent.all() : recent.of(window);
        return outcomes.stream()
                .skip(Math.max(0, outcomes.size() - LIMIT))
                .flatMap(EvaluationsController::view)
                .toList();
    }

    private static Stream<EvaluationView> view(Event outcome) {
        if (outcome instanceof LossDelta delta) {
            return Stream.of(EvaluationView.of(delta));
        }
        return outcome instanceof EvaluationFailed failed ? Stream.of(EvaluationView.of(failed)) : Stream.empty();
    }
}
