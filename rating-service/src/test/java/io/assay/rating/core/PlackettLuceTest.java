package io.assay.rating.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlackettLuceTest {
    private static final PlackettLuce MODEL = new PlackettLuce(20, 0.1);

    record Player(Rating prior, double score) {}

    @Provide
    Arbitrary<List<Player>> field() {
        var rating = Combinators.combine(
                        Arbitraries.doubles().between(-1000, 1000),
                        Arbitraries.doubles().between(0.01, 100).ofScale(4))
                .as(Rating::new);
        var score = Arbitraries.integers().between(-20, 20).map(i -> i / 100.0);
        return Combinators.combine(rating, score)
                .as(Player::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(30);
    }

    @Property(tries = 300)
    void permutingPlayersChangesNothing(@ForAll("field") List<Player> field, @ForAll Random random) {
        var shuffled = new ArrayList<>(IntStream.range(0, field.size()).boxed().toList());
        Collections.shuffle(shuffled, random);
        var straight = rate(field);
        var permuted = rate(shuffled.stream().map(field::get).toList());
        for (var i = 0; i < shuffled.size(); i++) {
            assertThat(permuted.get(i)).isEqualTo(straight.get(shuffled.get(i)));
        }
    }

    /** Of strict ranks only: with ties openskill's formula itself may prefer a rank just below to sharing one. */
    @Property(tries = 300)
    void aBetterScoreNeverLowersMu(@ForAll("field") List<Player> field, @ForAll Random random) {
        var strict = IntStream.range(0, field.size())
                .mapToObj(i -> new Player(field.get(i).prior(), i))
                .toList();
        var who = random.nextInt(strict.size());
        var improved = new ArrayList<>(strict);
        improved.set(who, new Player(strict.get(who).prior(), who + random.nextInt(strict.size()) + 0.5));
        assertThat(rate(improved).get(who).mu())
                .isGreaterThanOrEqualTo(rate(strict).get(who).mu() - 1e-12);
    }

    @Property(tries = 300)
    void aLoserNeverGainsAndAWinnerNeverLoses(@ForAll("field") List<Player> field) {
        var strict = IntStream.range(0, field.size())
                .mapToObj(i -> new Player(field.get(i).prior(), i))
                .toList();
        var after = rate(strict);
        assertThat(after.getLast().mu())
                .isGreaterThanOrEqualTo(strict.getLast().prior().mu());
        assertThat(after.getFirst().mu())
                .isLessThanOrEqualTo(strict.getFirst().prior().mu() + 1e-12);
    }

    @Example
    void zeroHasNoSign() {
        var after = MODEL.rate(List.of(Rating.INITIAL, Rating.INITIAL), new double[] {0.0, -0.0});
        assertThat(after.get(0)).isEqualTo(after.get(1));
        assertThat(after.get(0).mu()).isEqualTo(25.0);
    }

    @Example
    void fewerThanTwoPlayersAreNoMatch() {
        assertThat(MODEL.rate(List.of(), new double[0])).isEmpty();
        assertThat(MODEL.rate(List.of(new Rating(3, 4)), new double[] {1})).containsExactly(new Rating(3, 4));
    }

    @Example
    void staysFiniteForTenThousandPlayersFarApart() {
        var random = new Random(7);
        var field = Stream.generate(() -> new Player(
                        new Rating(
                                random.nextGaussian() * StrictMath.pow(10, random.nextInt(12)),
                                random.nextDouble() + 1e-9),
                        random.nextInt(5000)))
                .limit(10_000)
                .toList();
        assertThat(rate(field)).hasSize(10_000).allSatisfy(rating -> {
            assertThat(rating.mu()).isFinite();
            assertThat(rating.sigma()).isPositive().isFinite();
        });
    }

    @Example
    void agreesWithTheDefinitionInAQuadraticLoop() {
        var random = new Random(11);
        var field = Stream.generate(() -> new Player(
                        new Rating(random.nextGaussian() * 50, random.nextDouble() * 10 + 0.1), random.nextInt(40)))
                .limit(200)
                .toList();
        var fast = rate(field);
        var slow = byDefinition(field);
        for (var i = 0; i < field.size(); i++) {
            assertThat(fast.get(i).mu()).isCloseTo(slow.get(i).mu(), within(1e-10));
            assertThat(fast.get(i).sigma()).isCloseTo(slow.get(i).sigma(), within(1e-10));
        }
    }

    private static List<Rating> byDefinition(List<Player> field) {
        var c = Math.sqrt(field.stream().mapToDouble(p -> variance(p) + 400).sum());
        return IntStream.range(0, field.size())
                .mapToObj(i -> byDefinition(field, i, c))
                .toList();
    }

    private static Rating byDefinition(List<Player> field, int i, double c) {
        var player = field.get(i);
        var omega = 0.0;
        var delta = 0.0;
        for (var q = 0; q < field.size(); q++) {
            var score = field.get(q).score();
            if (score >= player.score()) {
                var sum = field.stream()
                        .filter(s -> s.score() <= score)
                        .mapToDouble(s -> Math.exp(s.prior().mu() / c))
                        .sum();
                var tied = field.stream().filter(s -> s.score() == score).count();
                var p = Math.exp(player.prior().mu() / c) / sum;
                omega += ((q == i ? 1 : 0) - p) / tied;
                delta += p * (1 - p) / tied;
            }
        }
        var v = variance(player);
        var shrink = delta * v / (c * c) * Math.sqrt(v) / c;
        return new Rating(player.prior().mu() + omega * v / c, Math.sqrt(v) * Math.sqrt(Math.max(1 - shrink, 1e-4)));
    }

    private static double variance(Player player) {
        return player.prior().sigma() * player.prior().sigma() + 0.01;
    }

    @Example
    void refusesAScoreThatIsNoNumber() {
        assertThatThrownBy(() -> MODEL.rate(List.of(Rating.INITIAL, Rating.INITIAL), new double[] {1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    @Example
    void refusesScoresOfAnotherNumberThanPlayers() {
        assertThatThrownBy(() -> MODEL.rate(List.of(Rating.INITIAL), new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2");
    }

    private static List<Rating> rate(List<Player> field) {
        return MODEL.rate(
                field.stream().map(Player::prior).toList(),
                field.stream().mapToDouble(Player::score).toArray());
    }
}
