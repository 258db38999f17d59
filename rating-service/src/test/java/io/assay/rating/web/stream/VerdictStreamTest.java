package io.assay.rating.web.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.protocol.event.Event;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.rating.core.Windows;
import io.assay.rating.live.LiveRecord;
import io.assay.rating.record.Chain;
import io.assay.rating.record.RecentVerdicts;
import io.assay.rating.web.stream.StreamItem.Gap;
import io.assay.rating.web.stream.StreamItem.Heartbeat;
import io.assay.rating.web.stream.StreamItem.Progress;
import io.assay.rating.web.stream.StreamItem.Settled;
import io.assay.rating.web.stream.StreamItem.Submitted;
import io.assay.rating.web.stream.StreamItem.TooSlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.StepVerifier.FirstStep;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The stream without a connection: the subscriber's demand is the client's reading, time is virtual. */
class VerdictStreamTest {
    private static final int KEPT = 8;
    private static final StreamSettings SETTINGS =
            new StreamSettings(2, Duration.ofSeconds(15), 3, Duration.ofSeconds(10));

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final RecentVerdicts recent = new RecentVerdicts(List.of(3), KEPT);
    private final VerdictStream stream = new VerdictStream(recent, SETTINGS, time);
    private final LiveRecord live = new LiveRecord(List.of(3));
    private Chain chain = new Chain(3, 1);

    @BeforeEach
    void start() {
        stream.start();
    }

    @AfterEach
    void stop() {
        time.dispose();
    }

    private void settle(int from, int to) {
        for (var window = from; window <= to; window++) {
            var settled = chain.settled(window);
            recent.add(settled);
            stream.settled(settled);
            time.advanceTime();
        }
    }

    private Flux<StreamItem> open(@Nullable Long after) {
        return stream.open(3, after, null, List::of);
    }

    private FirstStep<StreamItem> client(@Nullable Long after) {
        return StepVerifier.create(open(after));
    }

    private static boolean is(StreamItem item, long window) {
        return item instanceof Settled(var settled) && settled.window() == window;
    }

    @Test
    void beginsWithTheNewestWindowAndGoesOn() {
        settle(1, 3);
        client(null)
                .expectNext(new Heartbeat())
                .then(time::advanceTime)
                .expectNextMatches(item -> is(item, 3))
                .then(() -> settle(4, 5))
                .expectNextMatches(item -> is(item, 4))
                .expectNextMatches(item -> is(item, 5))
                .thenCancel()
                .verify();
        assertThat(stream.clients()).isZero();
    }

    @Test
    void waitsForTheFirstWindow() {
        client(null)
                .expectNext(new Heartbeat())
                .then(() -> settle(0, 0))
                .expectNextMatches(item -> is(item, 0))
                .thenCancel()
                .verify();
    }

    @Test
    void resumesAfterTheLastWindowWithoutAGap() {
        settle(1, 5);
        client(3L)
                .expectNext(new Heartbeat())
                .then(time::advanceTime)
                .expectNextMatches(item -> is(item, 4))
                .expectNextMatches(item -> is(item, 5))
                .then(() -> settle(6, 6))
                .expectNextMatches(item -> is(item, 6))
                .thenCancel()
                .verify();
    }

    @Test
    void tellsAGapWhenWhatFollowsIsForgotten() {
        settle(1, KEPT + 4);
        client(2L)
                .expectNext(new Heartbeat())
                .then(time::advanceTime)
                .expectNext(new Gap(3, 2, 5))
                .expectNextMatches(item -> is(item, 5))
                .expectNextCount(KEPT - 1)
                .thenCancel()
                .verify();
    }

    @Test
    void theOldestWindowKeptFollowsTheOneForgottenLastWithoutAGap() {
        settle(1, KEPT + 4);
        client(4L)
                .expectNext(new Heartbeat())
                .then(time::advanceTime)
                .expectNextMatches(item -> is(item, 5))
                .thenCancel()
                .verify();
    }

    @Test
    void tellsAGapWhenTheRecordWasBegunAnew() {
        settle(1, 2);
        client(40L)
                .expectNext(new Heartbeat())
                .then(time::advanceTime)
                .expectNext(new Gap(3, 40, 1))
                .expectNextMatches(item -> is(item, 1))
                .expectNextMatches(item -> is(item, 2))
                .thenCancel()
                .verify();
    }

    @Test
    void beatsWhileNothingHappens() {
        client(null)
                .expectNext(new Heartbeat())
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(15)))
                .expectNext(new Heartbeat())
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(15)))
                .expectNext(new Heartbeat())
                .thenCancel()
                .verify();
    }

    @Test
    void cutsOffAClientThatTakesNothingAndTellsIt() {
        StepVerifier.create(open(null), 1)
                .expectNext(new Heartbeat())
                // the first is taken ahead
                .then(() -> settle(1, 5))
                .thenRequest(5)
                .expectNextMatches(item -> is(item, 1))
                .expectNext(new TooSlow(4))
                .verifyComplete();
        assertThat(stream.clients()).isZero();
    }

    @Test
    void endsAClientThatDoesNotEvenReadThatItIsCutOff() {
        StepVerifier.create(open(null), 0)
                .then(() -> settle(1, 4))
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(9)))
                .then(() -> assertThat(stream.clients()).isEqualTo(1))
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(1)))
                .verifyError(SlowClientException.class);
        assertThat(stream.clients()).isZero();
    }

    @Test
    void tellsAGapToAClientThatLagsBehindWhatIsKept() {
        var taken = new ArrayList<StreamItem>();
        var lagging = open(null).subscribeWith(new BaseSubscriber<StreamItem>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                // asks for one whenever two windows have been settled
            }

            @Override
            protected void hookOnNext(StreamItem item) {
                taken.add(item);
            }
        });
        for (var window = 1; window < 40; window += 2) {
            settle(window, window + 1);
            lagging.request(1);
            time.advanceTime();
        }
        lagging.cancel();
        assertThat(taken).hasSize(20).noneMatch(TooSlow.class::isInstance);
        assertThat(taken).anyMatch(Gap.class::isInstance);
        for (var i = 2; i < taken.size(); i++) {
            if (taken.get(i) instanceof Settled(var settled) && taken.get(i - 1) instanceof Settled(var before)) {
                assertThat(settled.window()).isEqualTo(before.window() + 1);
            }
        }
    }

    @Test
    void aSlowClientDelaysNobody() {
        var slow = open(null).subscribeWith(new BaseSubscriber<StreamItem>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                // asks for nothing
            }
        });
        client(null)
                .expectNext(new Heartbeat())
                .then(() -> settle(1, 6))
                .expectNextCount(6)
                .thenCancel()
                .verify();
        slow.cancel();
        assertThat(stream.clients()).isZero();
    }

    @Test
    void turnsAwayMoreClientsThanItTakes() {
        var one = open(null).subscribe();
        var two = open(null).subscribe();
        client(null)
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(ResponseStatusException.class)
                        .hasMessageContaining("2 are as many as it takes"))
                .verify();
        one.dispose();
        client(null).expectNext(new Heartbeat()).thenCancel().verify();
        two.dispose();
    }

    @Test
    void completesOnShutdownEvenForAClientThatReadsNothing() {
        StepVerifier.create(open(null), 0).then(stream::stop).verifyComplete();
        assertThat(stream.clients()).isZero();
        client(null).verifyError(ResponseStatusException.class);
    }

    @Test
    void aRecordBegunAnewWhileTheClientWaitsIsAGap() {
        chain = new Chain(3, 1);
        client(40L)
                .expectNext(new Heartbeat())
                .then(() -> settle(0, 0))
                .expectNext(new Gap(3, 40, 0))
                .expectNextMatches(item -> is(item, 0))
                .thenCancel()
                .verify();
    }

    private Flux<StreamItem> openLive() {
        return stream.open(3, null, live, List::of);
    }

    private void tell(Event... events) {
        List.of(events).forEach(live::apply);
        live.publish();
        stream.changed();
        time.advanceTime();
    }

    @Test
    void tellsWhatIsGoingOnAfterTheNewestWindow() {
        settle(1, 1);
        tell(Windows.opened(2, Windows.uids(1)));
        StepVerifier.create(openLive())
                .expectNext(new Heartbeat())
                .then(time::advanceTime)
                .expectNextMatches(item -> is(item, 1))
                .expectNext(new Progress(3, live.progress(3)))
                .then(() -> tell(new WeightsSubmitted(3, 1, "0xa", 1)))
                .expectNextMatches(item -> item.equals(new Submitted(3, live.submissions(3))))
                .then(() -> settle(2, 2))
                .expectNextMatches(item -> is(item, 2))
                .thenCancel()
                .verify();
    }

    @Test
    void aSlowClientIsToldTheNewestStateAndNothingBefore() {
        StepVerifier.create(openLive(), 1)
                .expectNext(new Heartbeat())
                .then(() -> {
                    for (var window = 1; window <= 50; window++) {
                        tell(Windows.opened(window, Windows.uids(1)));
                    }
                })
                // one is taken ahead
                .thenRequest(2)
                .then(time::advanceTime)
                .expectNextMatches(item -> item instanceof Progress)
                .expectNextMatches(item -> item.equals(new Progress(3, live.progress(3))))
                .thenCancel()
                .verify();
    }

    @Test
    void aClientOfVerdictsIsToldNothingElse() {
        client(null)
                .expectNext(new Heartbeat())
                .then(() -> tell(Windows.opened(1, Windows.uids(1))))
                .then(() -> settle(1, 1))
                .expectNextMatches(item -> is(item, 1))
                .thenCancel()
                .verify();
    }
}
