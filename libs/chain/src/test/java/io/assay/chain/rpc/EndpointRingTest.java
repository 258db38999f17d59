package io.assay.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EndpointRingTest {
    private static final Endpoint A = Endpoint.parse("ws://a:1");
    private static final Endpoint B = Endpoint.parse("ws://b:1");
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(6));
    private static final Duration LONG = Duration.ofSeconds(7);

    private final EndpointRing ring = new EndpointRing(List.of(A, B), BACKOFF, new Random(1));

    @Test
    void triesAllAtOnceAndThenAfterLongerAndLongerDelays() {
        assertNext(A, 0, 0);
        ring.failed();
        assertNext(B, 0, 0);
        ring.failed();
        assertNext(A, 500, 1000);
        ring.failed();
        assertNext(B, 0, 0);
        ring.failed();
        assertNext(A, 1000, 2000);
        ring.failed();
        ring.failed();
        assertNext(A, 2000, 4000);
        ring.failed();
        ring.failed();
        assertNext(A, 3000, 6000);
    }

    @Test
    void longConnectionMakesTheNextLossTheFirst() {
        for (var i = 0; i < 5; i++) {
            ring.failed();
        }
        assertNext(B, 0, 0);
        ring.lost(LONG);
        assertNext(A, 0, 0);
        ring.failed();
        assertNext(B, 500, 1000);
    }

    @Test
    void shortConnectionIsAFailure() {
        ring.lost(Duration.ofSeconds(6));
        ring.lost(Duration.ZERO);
        assertNext(A, 500, 1000);
    }

    @Test
    void theOnlyEndpointIsAskedAgainAfterADelay() {
        var one = new EndpointRing(List.of(A), BACKOFF, new Random(1));
        one.lost(LONG);
        assertThat(one.next().delay()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Property
    void delayIsInTheUpperHalfOfItsRoundAndNeverLonger(
            @ForAll @LongRange(min = 1, max = 86_400_000_000_000L) long first,
            @ForAll @LongRange(max = 86_400_000_000_000L) long more,
            @ForAll @IntRange(min = 1) int round,
            @ForAll long seed) {
        var longest = Math.min(first + more, 86_400_000_000_000L);
        var backoff = new Backoff(Duration.ofNanos(first), Duration.ofNanos(longest));
        var cap = BigInteger.valueOf(first)
                .shiftLeft(Math.min(round - 1, 20))
                .min(BigInteger.valueOf(longest))
                .longValueExact();

        assertThat(backoff.delay(round, new Random(seed)).toNanos()).isBetween(cap / 2, cap);
    }

    @Test
    void refusesBackoffsThatAreNone() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("backoff is PT0S");
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("not under the first");
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofDays(2)))
                .hasMessageContaining("at most a day");
    }

    private void assertNext(Endpoint endpoint, long fromMillis, long toMillis) {
        var attempt = ring.next();
        assertThat(attempt.endpoint()).isSameAs(endpoint);
        assertThat(attempt.delay()).isBetween(Duration.ofMillis(fromMillis), Duration.ofMillis(toMillis));
    }
}
