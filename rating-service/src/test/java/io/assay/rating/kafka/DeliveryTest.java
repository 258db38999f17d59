package io.assay.rating.kafka;

import static io.assay.rating.core.Windows.closed;
import static io.assay.rating.core.Windows.closedWith;
import static io.assay.rating.core.Windows.delta;
import static io.assay.rating.core.Windows.failed;
import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static io.assay.rating.core.Windows.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.Subnets;
import io.assay.rating.core.Windows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records as a broker may deliver them: twice, across each other, late, not at all. */
class DeliveryTest {
    private static final int WINDOWS = 8;
    private static final Subnets SUBNETS = new Subnets(Windows.HPARAMS);

    @TempDir
    Path directory;

    private RatingDriver driver(String name) {
        return new RatingDriver(directory.resolve(name), SUBNETS, _ -> Optional.empty());
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void duplicatesAndOrderChangeNoVerdictAndEachIgnoredRecordIsCountedOnce(int seed) {
        var random = new Random(seed);
        var expected = new TreeMap<String, Integer>();
        try (var driver = driver("disturbed")) {
            var settled = 0L;
            var verdicts = new ArrayList<WindowVerdict>();
            for (var delivery : disturbed(random)) {
                if (delivery.again()) {
                    expected.merge(
                            delivery.event().window() <= settled
                                    ? "rating.ignored,3,late"
                                    : "rating.ignored,3,duplicate",
                            1,
                            Integer::sum);
                }
                driver.send(delivery.event());
                verdicts.addAll(driver.verdicts());
                settled = verdicts.isEmpty() ? 0 : verdicts.getLast().window();
            }
            assertThat(verdicts)
                    .extracting(WindowVerdict::verdictHash)
                    .isEqualTo(Events.verdictHashes(Windows.HPARAMS, story()));
            expected.put("rating.accepted,3", story().size());
            expected.put("rating.verdicts,all_outcomes,3", WINDOWS);
            assertThat(driver.moved()).isEqualTo(expected);
        }
    }

    private static List<Event> windows() {
        var events = new ArrayList<Event>();
        for (var window = 1L; window <= WINDOWS; window++) {
            events.add(Events.agreed(opened(window, uids(6))));
            if (window > 1) {
                events.add(closing(window - 1));
            }
        }
        events.add(closing(WINDOWS));
        return events;
    }

    /** Of six peers one is missing, another one each window. */
    private static Event closing(long window) {
        return closedWith(
                window,
                uids(6).stream()
                        .map(uid -> missing(window, uid) ? PeerArrival.missing(uid, hotkey(uid)) : Windows.arrived(uid))
                        .toList());
    }

    private static boolean missing(long window, int uid) {
        return window % 6 == uid;
    }

    private static List<Event> evaluations(long window) {
        return uids(6).stream()
                .filter(uid -> !missing(window, uid))
                .map(uid -> (window + uid) % 5 == 0
                        ? (Event) failed(window, uid, EvaluationFailure.DEVICE_FAULT)
                        : delta(window, uid, 0.01 * ((uid * window) % 7)))
                .toList();
    }

    /** Each window's evaluations right after its end. */
    private static List<Event> story() {
        var events = new ArrayList<Event>();
        for (var event : windows()) {
            events.add(event);
            if (event.type().equals("WindowClosed")) {
                events.addAll(evaluations(event.window()));
            }
        }
        return events;
    }

    private record Delivery(Event event, boolean again) {}

    /** Evaluations anywhere before the window settle_lag later closes; some records again, in other words. */
    private static List<Delivery> disturbed(Random random) {
        var deliveries = new ArrayList<Delivery>();
        windows().forEach(event -> deliveries.add(new Delivery(event, false)));
        for (var window = 1L; window <= WINDOWS; window++) {
            for (var event : evaluations(window)) {
                deliveries.add(random.nextInt(endOf(window + 2, deliveries) + 1), new Delivery(event, false));
            }
        }
        for (var i = 0; i < 40; i++) {
            var first = random.nextInt(deliveries.size());
            var event = deliveries.get(first).event();
            var later = first + 1 + random.nextInt(deliveries.size() - first);
            deliveries.add(later, new Delivery(inOtherWords(event), true));
        }
        for (var i = 0; i < 10; i++) {
            var window = 1 + random.nextInt(WINDOWS);
            deliveries.add(new Delivery(delta(window, 1 + random.nextInt(6), 0.05), true));
        }
        return deliveries;
    }

    private static int endOf(long window, List<Delivery> deliveries) {
        for (var i = 0; i < deliveries.size(); i++) {
            var event = deliveries.get(i).event();
            if (event.type().equals("WindowClosed") && event.window() == window) {
                return i;
            }
        }
        return deliveries.size();
    }

    private static Event inOtherWords(Event event) {
        return event instanceof LossDelta delta ? delta(delta.window(), delta.uid(), 0.09) : event;
    }

    @Test
    void anEvaluationThatNeverComesIsSettledByLagWithWhatThereIs() {
        try (var driver = driver("missing")) {
            for (var window = 1L; window <= 3; window++) {
                driver.send(Events.agreed(opened(window, uids(2))), closed(window, uids(2)), delta(window, 1, 0.02));
            }
            assertThat(driver.verdicts()).singleElement().satisfies(verdict -> {
                assertThat(verdict.window()).isEqualTo(1);
                assertThat(verdict.inputs().evaluations()).hasSize(1);
            });
            driver.send(delta(1, 2, 0.02));
            assertThat(driver.verdicts()).isEmpty();
            assertThat(driver.moved())
                    .containsEntry("rating.verdicts,lag,3", 1)
                    .containsEntry("rating.ignored,3,late", 1)
                    .hasSize(3);
        }
    }

    @Test
    void aWindowThatIsNeverClosedIsAbandonedAndTheChainGoesOn() {
        try (var driver = driver("abandoned")) {
            driver.send(Events.agreed(opened(1, uids(1))), delta(1, 1, 0.02));
            for (var window = 2L; window <= 3; window++) {
                driver.send(Events.agreed(opened(window, uids(1))), closed(window, uids(1)), delta(window, 1, 0.02));
            }
            assertThat(driver.verdicts()).extracting(WindowVerdict::window).containsExactly(2L, 3L);
            driver.send(closed(1, uids(1)));
            assertThat(driver.moved())
                    .containsEntry("rating.abandoned,3,never_closed", 1)
                    .containsEntry("rating.ignored,3,late", 1)
                    .containsEntry("rating.verdicts,all_outcomes,3", 2)
                    .hasSize(4);
        }
    }

    @Test
    void aWindowClosedBeforeItWasOpenedIsIgnoredUntilItIsSaidAgain() {
        try (var driver = driver("unknown")) {
            driver.send(closed(1, uids(1)), Events.agreed(opened(1, uids(1))), delta(1, 1, 0.02));
            assertThat(driver.verdicts()).isEmpty();
            driver.send(closed(1, uids(1)));
            assertThat(driver.verdicts()).hasSize(1);
            assertThat(driver.moved())
                    .containsEntry("rating.ignored,3,unknown_window", 1)
                    .hasSize(3);
        }
    }
}
