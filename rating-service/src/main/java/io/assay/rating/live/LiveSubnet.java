package io.assay.rating.live;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PeerStanding;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsRefused;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The newest windows and submissions of a subnet; one thread applies, any thread reads what was published last. */
final class LiveSubnet {
    static final int WINDOWS = 6;
    static final int SUBMISSIONS = 50;

    private final NavigableMap<Long, LiveWindow> windows = new TreeMap<>();
    private final NavigableMap<Long, Submission> submissions = new TreeMap<>();
    private volatile List<WindowProgress> progress = List.of();
    private volatile List<Submission> sent = List.of();

    void apply(Event event) {
        switch (event) {
            case WindowOpened opened -> window(event).opened(opened);
            case WindowClosed closed -> window(event).closed(closed);
            case GradientArrived arrived -> window(event).arrived(arrived.uid());
            case GradientRejected rejected -> window(event).rejected(rejected);
            case LossDelta delta -> window(event).evaluated(delta.uid());
            case EvaluationFailed failed -> window(event).failed(failed.uid());
            case WeightsPlanned planned -> submission(event, known -> known.planned(planned));
            case WeightsSubmitted submitted -> submission(event, known -> known.submitted(submitted));
            case WeightsRefused refused -> submission(event, known -> known.refused(refused));
            case WeightsInBlock included -> submission(event, known -> known.inBlock(included));
            case WeightsExpired expired -> submission(event, known -> known.expired(expired));
            case WeightsCommitted committed -> submission(event, known -> known.committed(committed));
            case WeightsFinalized finalized -> submission(event, known -> known.finalized(finalized));
            case WeightsFailed failed -> submission(event, known -> known.failed(failed));
            case WindowClosing _, ModelAdvanced _, WindowVerdict _, PeerStanding _ -> {
                // told elsewhere
            }
        }
    }

    /** An event of a window that is forgotten already changes one that nobody sees. */
    private LiveWindow window(Event event) {
        var live = windows.computeIfAbsent(event.window(), LiveWindow::new);
        keep(windows, WINDOWS);
        return live;
    }

    private void submission(Event event, UnaryOperator<Submission> change) {
        submissions.put(
                event.window(),
                change.apply(submissions.getOrDefault(event.window(), Submission.none(event.window()))));
        keep(submissions, SUBMISSIONS);
    }

    private static void keep(NavigableMap<Long, ?> map, int most) {
        while (map.size() > most) {
            map.pollFirstEntry();
        }
    }

    void publish() {
        progress = windows.descendingMap().values().stream()
                .map(LiveWindow::progress)
                .toList();
        sent = List.copyOf(submissions.descendingMap().values());
    }

    List<WindowProgress> progress() {
        return progress;
    }

    List<Submission> submissions() {
        return sent;
    }
}
