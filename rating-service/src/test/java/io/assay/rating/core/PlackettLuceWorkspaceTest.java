package io.assay.rating.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlackettLuceWorkspaceTest {
    /** Arrays as a caller holds them. */
    private record Field(double[] mu, double[] sigma, double[] scores) {
        static Field random(int players, Random random) {
            return new Field(
                    random.doubles(players, 0, 50).toArray(),
                    random.doubles(players, 0.1, 9).toArray(),
                    random.doubles(players)
                            .map(score -> Math.round(score * 300))
                            .toArray());
        }

        Field copy() {
            return new Field(mu.clone(), sigma.clone(), scores.clone());
        }

        void rate(PlackettLuce model, int players) {
            model.rate(mu, sigma, scores, players);
        }
    }

    private static PlackettLuce model() {
        return new PlackettLuce(20, 0.1);
    }

    @Test
    void allocatesNothingInTheSteadyState() {
        var matches = 2_000;
        var model = model();
        var field = Field.random(256, new Random(3));
        play(model, field, matches);
        // The least of some runs: what the virtual machine itself does on this thread must not count.
        var least = Long.MAX_VALUE;
        for (var run = 0; run < 5; run++) {
            var before = allocated();
            play(model, field, matches);
            least = Math.min(least, allocated() - before);
        }
        assertThat(least).isLessThan(matches);
    }

    private static void play(PlackettLuce model, Field field, int matches) {
        for (var match = 0; match < matches; match++) {
            field.rate(model, 256);
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void whatWasRatedBeforeChangesNoBit() {
        var random = new Random(21);
        var reused = model();
        for (var players : new int[] {2, 300, 7, 64, 1000, 3, 65, 256, 1001, 2}) {
            var field = Field.random(players, random);
            var fresh = field.copy();
            field.rate(reused, players);
            fresh.rate(model(), players);
            assertSame(field, fresh);
        }
    }

    private static void assertSame(Field field, Field expected) {
        assertThat(field.mu()).isEqualTo(expected.mu());
        assertThat(field.sigma()).isEqualTo(expected.sigma());
    }

    @Test
    void leavesWhatIsBeyondThePlayersAlone() {
        var long100 = Field.random(100, new Random(2));
        var before = long100.copy();
        var short80 = new Field(
                Arrays.copyOf(long100.mu(), 80),
                Arrays.copyOf(long100.sigma(), 80),
                Arrays.copyOf(before.scores(), 80));
        long100.rate(model(), 80);
        short80.rate(model(), 80);
        assertThat(Arrays.copyOf(long100.mu(), 80)).isEqualTo(short80.mu());
        assertThat(Arrays.copyOfRange(long100.mu(), 80, 100)).isEqualTo(Arrays.copyOfRange(before.mu(), 80, 100));
        assertThat(Arrays.copyOfRange(long100.sigma(), 80, 100)).isEqualTo(Arrays.copyOfRange(before.sigma(), 80, 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void fewerThanTwoPlayersAreNoMatch(int players) {
        var field = Field.random(4, new Random(1));
        var before = field.copy();
        field.rate(model(), players);
        assertSame(field, before);
    }

    @Test
    void twoPlayersAreAMatch() {
        var field = new Field(new double[] {25, 25}, new double[] {8, 8}, new double[] {1, 2});
        field.rate(model(), 2);
        assertThat(field.mu()[0]).isLessThan(25);
        assertThat(field.mu()[1]).isGreaterThan(25);
    }

    @ParameterizedTest
    @CsvSource({"4,4,3,4", "4,3,4,4", "3,4,4,4", "4,4,4,-1"})
    void refusesAnotherNumberOfPlayersThanTheArraysHold(int mu, int sigma, int scores, int players) {
        assertThatThrownBy(() -> model().rate(new double[mu], new double[sigma], new double[scores], players))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("players are " + players);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN,1,1,mu is NaN",
        "1.1e100,1,1,mu is 1.1E100",
        "-1.1e100,1,1,mu is -1.1E100",
        "1,NaN,1,sigma is NaN",
        "1,0,1,sigma is 0.0",
        "1,-1,1,sigma is -1.0",
        "1,1.1e100,1,sigma is 1.1E100",
        "1,1,NaN,score is NaN"
    })
    void refusesThePlayerAndChangesNothing(double mu, double sigma, double score, String message) {
        var field = new Field(new double[] {20, 25, mu}, new double[] {8, 8, sigma}, new double[] {1, 2, score});
        var before = field.copy();
        assertThatThrownBy(() -> field.rate(model(), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertSame(field, before);
    }

    @ParameterizedTest
    @CsvSource({"0,0,beta", "NaN,0,beta", "1e101,0,beta", "1,-1,tau", "1,NaN,tau", "1,1e101,tau"})
    void refusesAModelOutOfRange(double beta, double tau, String named) {
        assertThatThrownBy(() -> new PlackettLuce(beta, tau))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({"1e100,1e100", "-1e100,4.9e-324"})
    void acceptsARatingAtTheLimits(double mu, double sigma) {
        assertThat(new Rating(mu, sigma).mu()).isEqualTo(mu);
    }

    @ParameterizedTest
    @CsvSource({"1.1e100,1", "-1.1e100,1", "NaN,1", "0,0", "0,-1", "0,NaN", "0,1.1e100"})
    void refusesARatingOutOfRange(double mu, double sigma) {
        assertThatThrownBy(() -> new Rating(mu, sigma)).isInstanceOf(IllegalArgumentException.class);
    }
}
