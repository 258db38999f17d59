package io.assay.chain.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.chain.SubnetTerms;
import io.assay.chain.WeightTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * 200 random subnets of 2 to 14 neurons over six epochs each, against {@link PlainEpoch}. Between two epochs neurons set
 * weights, commit, are replaced, or do nothing; some have no stake, too little of it, or as much as another.
 */
class YumaReferenceTest {
    private static final Offset<Double> AGREE = within(1e-9);
    private static final int CASES = 200;
    private static final int EPOCHS = 6;

    private final Map<String, Integer> seen = new HashMap<>();

    @Test
    void agreesWithThePlainFormulas() {
        for (var seed = 0; seed < CASES; seed++) {
            new Case(seed).run();
        }

        // The cases are worth something only if all that can happen has happened often.
        assertThat(seen.keySet())
                .containsExactlyInAnyOrder("clipped", "replaced", "inactive", "without permit", "by stake", "paid");
        assertThat(seen.values()).allSatisfy(times -> assertThat(times).isGreaterThan(20));
    }

    private final class Case {
        private final Random random;
        private final SubnetSpec spec;
        private final Map<String, Long> stakes = new TreeMap<>();
        private SubnetState subnet;
        private double[][] bonds;
        private int names;

        Case(int seed) {
            random = new Random(seed);
            var terms = new SubnetTerms(1, 10, 0, 0, 1, 65535, 1000);
            var isRevealing = random.nextBoolean();
            spec = new SubnetSpec(
                    isRevealing ? terms.withCommitReveal(1 + random.nextInt(2)) : terms,
                    16,
                    0,
                    0,
                    1 + random.nextInt(6),
                    12,
                    1_000_000);
            subnet = SubnetState.empty(spec);
            var n = 2 + random.nextInt(13);
            for (var uid = 0; uid < n; uid++) {
                subnet = subnet.withRegistration(uid, newcomer(), 0);
            }
            subnet = Permits.given(subnet, stakes);
            bonds = new double[n][n];
        }

        private String newcomer() {
            var hotkey = "hotkey" + names++;
            var stake = switch (random.nextInt(5)) {
                case 0 -> 0L;
                case 1 -> 1L + random.nextInt(999);
                case 2 -> 5_000L;
                default -> 1_000L + random.nextLong(1L << random.nextInt(4, 50));
            };
            stakes.put(hotkey, stake);
            return hotkey;
        }

        void run() {
            for (var epoch = 1; epoch <= EPOCHS; epoch++) {
                live(10L * (epoch - 1));
                compare(10L * epoch);
            }
        }

        /** What happens in the nine blocks after an epoch, and in the epoch's own. */
        private void live(long from) {
            for (var block = from; block < from + 10; block++) {
                var uid = random.nextInt(subnet.slots().size());
                switch (random.nextInt(block == 0 ? 4 : 8)) {
                    case 0, 1, 2, 3 -> setWeights(uid, block);
                    case 4 -> replace(uid, block);
                    case 5 -> commit(uid, block);
                    default -> {}
                }
            }
        }

        private void setWeights(int uid, long block) {
            var targets = new ArrayList<WeightTarget>();
            for (var j = 0; j < subnet.slots().size(); j++) {
                if (random.nextInt(4) > 0) {
                    targets.add(new WeightTarget(j, random.nextInt(65536)));
                }
            }
            subnet = subnet.withWeights(uid, targets).updated(uid, block);
        }

        private void replace(int uid, long block) {
            subnet = subnet.withRegistration(uid, newcomer(), block);
            bonds[uid] = new double[bonds.length];
            count("replaced", true);
        }

        private void commit(int uid, long block) {
            if (spec.terms().commitReveal()) {
                var hotkey = subnet.slots().get(uid).hotkey();
                var commits = new ArrayList<>(subnet.commits().of(hotkey));
                commits.add(new WeightCommits.Hashed("0x", subnet.epochs().index(), block));
                var left = subnet.commits().withHashed(hotkey, commits);
                subnet = subnet.withCommits(left).updated(uid, block);
            }
        }

        private void compare(long block) {
            var plain = plain(block);
            var before = subnet;
            subnet = Epoch.close(subnet, stakes, block).subnet();

            for (var slot : subnet.slots()) {
                var i = slot.uid();
                assertThat(slot.result().consensus()).isCloseTo(plain.consensus[i], AGREE);
                assertThat(slot.result().validatorTrust()).isCloseTo(plain.trust[i], AGREE);
                assertThat(slot.result().incentive()).isCloseTo(plain.incentive[i], AGREE);
                assertThat(slot.result().dividends()).isCloseTo(plain.dividends[i], AGREE);
                for (var j = 0; j < plain.n; j++) {
                    assertThat(slot.bonds().getOrDefault(j, 0.0)).isCloseTo(plain.bonds[i][j], AGREE);
                }
                var share = plain.minerShare[i] + plain.validatorShare[i];
                // What rounding leaves goes to the largest share, at most a rao of each neuron and half.
                assertThat((double) slot.result().emissionRao()).isCloseTo(share * 10_000_000, within(2.0 * plain.n));
                assertThat(slot.permit()).isEqualTo(plain.permit[i]);
                note(before.slots().get(i), slot, plain);
            }
            bonds = plain.bonds;
        }

        private void note(Slot before, Slot after, PlainEpoch plain) {
            var earned = plain.incentive[after.uid()] > 0;
            var hasWeights = before.weights().stream().anyMatch(target -> target.value() > 0);
            count("inactive", !after.result().active() && before.permit());
            count("without permit", !before.permit() && hasWeights);
            count("clipped", before.permit() && plain.trust[after.uid()] > 0 && plain.trust[after.uid()] < 0.99);
            count("paid", earned);
            count("by stake", plain.validatorShare[after.uid()] > 0 && plain.dividends[after.uid()] == 0);
        }

        private void count(String what, boolean happened) {
            if (happened) {
                seen.merge(what, 1, Integer::sum);
            }
        }

        private PlainEpoch plain(long block) {
            var slots = subnet.slots();
            var n = slots.size();
            var weights = new double[n][n];
            var stake = new long[n];
            var permit = new boolean[n];
            var updated = new long[n];
            var registered = new long[n];
            var open = new long[n];
            for (var slot : slots) {
                var i = slot.uid();
                stake[i] = stakes.getOrDefault(slot.hotkey(), 0L);
                permit[i] = slot.permit();
                updated[i] = slot.lastUpdate();
                registered[i] = slot.registeredAt();
                open[i] = oldestOpenCommit(subnet.commits().of(slot.hotkey()));
                slot.weights().forEach(target -> weights[i][target.uid()] = target.value());
            }
            return new PlainEpoch(
                    block,
                    subnet.epochs().lastEpochBlock(),
                    10,
                    spec.activityCutoffBlocks(),
                    1000,
                    spec.maxValidators(),
                    stake,
                    permit,
                    updated,
                    registered,
                    open,
                    weights,
                    bonds);
        }

        /** Of a commit of epoch e the reveal may come until the end of epoch e + period; the epoch that runs counts. */
        private long oldestOpenCommit(List<WeightCommits.Hashed> commits) {
            var oldest = Long.MAX_VALUE;
            for (var commit : commits) {
                var isOpen = subnet.epochs().index() + 1
                        <= commit.epoch() + spec.terms().revealPeriodEpochs();
                oldest = isOpen ? Math.min(oldest, commit.block()) : oldest;
            }
            return oldest;
        }
    }
}
