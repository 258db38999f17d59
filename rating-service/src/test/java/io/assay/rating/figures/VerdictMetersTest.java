package io.assay.rating.figures;

import static io.assay.rating.core.Windows.arrived;
import static io.assay.rating.core.Windows.closedWith;
import static io.assay.rating.core.Windows.delta;
import static io.assay.rating.core.Windows.failed;
import static io.assay.rating.core.Windows.hotkey;
import static io.assay.rating.core.Windows.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.protocol.event.EvaluationFailure;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.EventJson;
import io.assay.rating.core.WindowTransition;
import io.assay.rating.core.WindowTransition.Before;
import io.assay.rating.core.Windows;
import io.assay.rating.record.Chain;
import io.assay.rating.record.Position;
import io.assay.rating.record.RecordedVerdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final VerdictMeters meters = new VerdictMeters(registry, List.of(3));

    private static RecordedVerdict recorded(WindowVerdict verdict) {
        return new RecordedVerdict(verdict, new byte[0], new Position(0, 0), Instant.EPOCH);
    }

    private void tell(WindowVerdict verdict) {
        meters.settled(recorded(verdict), WindowFigures.of(recorded(verdict)));
    }

    private double gauge(String name, String... tags) {
        return registry.get("assay.verdict." + name)
                .tag("netuid", "3")
                .tags(tags)
                .gauge()
                .value();
    }

    private double breaks(String kind) {
        return registry.get("assay.verdict.chain.breaks")
                .tag("kind", kind)
                .counter()
                .count();
    }

    @Test
    void nothingIsKnownBeforeTheFirstVerdictAndNothingIsBroken() {
        assertThat(gauge("evaluated.share")).isNaN();
        assertThat(gauge("loss", "data", "own", "when", "after")).isNaN();
        assertThat(gauge("changes", "rule", "rated")).isNaN();
        assertThat(breaks("hash") + breaks("link")).isZero();
    }

    @Test
    void theNewestVerdictIsToldAndAnOlderOneIsNot() {
        var chain = new Chain(3, 4);
        var first = chain.next(1);
        tell(first);
        tell(chain.nextWithout(2, 1));
        tell(first);
        assertThat(gauge("window")).isEqualTo(2);
        assertThat(gauge("peers", "kind", "roster")).isEqualTo(4);
        assertThat(gauge("peers", "kind", "arrived")).isEqualTo(3);
        assertThat(gauge("peers", "kind", "scored")).isEqualTo(3);
        assertThat(gauge("changes", "rule", "missing_gradient_penalty")).isOne();
        assertThat(gauge("changes", "rule", "rated")).isEqualTo(3);
        assertThat(gauge("gather.success")).isEqualTo(0.75);
        assertThat(gauge("evaluated.share")).isOne();
        assertThat(gauge("loss", "data", "random", "when", "before")).isEqualTo(2);
        assertThat(breaks("hash") + breaks("link")).isZero();
    }

    /** Of four drawn: one measured, one that ruins the model, one that a device failed on, one that did not arrive. */
    @Test
    void aFaultOfOursIsNoEvaluationAndAnInvalidGradientIsOne() {
        var verdict = new WindowTransition(Windows.HPARAMS)
                .apply(
                        Before.FIRST,
                        opened(1, List.of(1, 2, 3, 4)),
                        closedWith(1, List.of(arrived(1), arrived(2), arrived(3), PeerArrival.missing(4, hotkey(4)))),
                        List.of(
                                PeerEvaluation.of(delta(1, 1, 0.1)),
                                PeerEvaluation.of(failed(1, 2, EvaluationFailure.LOSS_NOT_FINITE)),
                                PeerEvaluation.of(failed(1, 3, EvaluationFailure.DEVICE_FAULT))));
        var figures = WindowFigures.of(recorded(verdict));
        assertThat(figures.evaluatedShare()).isEqualTo(2 / 3.0);
        assertThat(figures.gatherSuccess()).isEqualTo(0.75);
        assertThat(figures.skipped()).isEqualTo(3);
        assertThat(figures.scored()).isOne();
    }

    @Test
    void entropyIsThatOfTheWeights() {
        var verdict = new Chain(3, 4).next(1);
        var expected = verdict.weights().stream()
                .mapToDouble(weight -> -weight.share() * Math.log(weight.share()))
                .sum();
        assertThat(WindowFigures.of(recorded(verdict)).weightsEntropy()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void aChainThatIsWholeIsNotBrokenWhereverItBegins() {
        var chain = new Chain(3, 2);
        chain.next(1);
        for (var window = 2; window < 6; window++) {
            var verdict = chain.next(window);
            tell(verdict);
            tell(verdict);
        }
        assertThat(breaks("hash") + breaks("link")).isZero();
    }

    @Test
    void aVerdictThatIsLeftOutBreaksTheLink() {
        var chain = new Chain(3, 2);
        tell(chain.next(1));
        chain.next(2);
        tell(chain.next(3));
        assertThat(breaks("link")).isOne();
        tell(chain.next(4));
        assertThat(breaks("link")).isOne();
        assertThat(breaks("hash")).isZero();
    }

    @Test
    void aSecondVerdictOfAWindowBreaksTheLink() {
        var first = new Chain(3, 2);
        tell(first.next(1));
        tell(first.next(2));
        var second = new Chain(3, 3);
        second.next(1);
        tell(second.next(2));
        assertThat(breaks("link")).isOne();
    }

    @Test
    void aVerdictThatWasChangedDoesNotHaveItsHash() {
        var chain = new Chain(3, 2);
        tell(chain.next(1));
        var text = new String(EventJson.write(chain.next(2)), StandardCharsets.UTF_8);
        var changed = text.replaceFirst("\"degraded\":false", "\"degraded\":true");
        tell((WindowVerdict) EventJson.read("WindowVerdict", changed.getBytes(StandardCharsets.UTF_8)));
        assertThat(breaks("hash")).isOne();
        assertThat(breaks("link")).isZero();
    }
}
