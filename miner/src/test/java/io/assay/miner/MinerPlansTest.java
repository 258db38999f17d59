package io.assay.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.assay.miner.strategy.StrategyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinerPlansTest {
    @Test
    void readsPlansInTheOrderGiven() {
        assertThat(MinerPlans.parse("honest=2, honest@8=1,noise=1"))
                .containsExactly(
                        MinerPlan.of(StrategyKind.HONEST),
                        MinerPlan.of(StrategyKind.HONEST),
                        new MinerPlan(StrategyKind.HONEST, 8),
                        MinerPlan.of(StrategyKind.NOISE));
    }

    @ParameterizedTest
    @EnumSource
    void knowsEveryStrategyByItsName(StrategyKind kind) {
        assertThat(MinerPlans.parse(kind.label() + "=1")).containsExactly(MinerPlan.of(kind));
        assertThat(MinerPlan.of(kind).strategy().getClass().getSimpleName()).isEqualToIgnoringCase(kind.label());
    }

    @Test
    void makesNoneForACountOfZero() {
        assertThat(MinerPlans.parse("honest=1,noise=0")).containsExactly(MinerPlan.of(StrategyKind.HONEST));
    }

    @Test
    void namesTheKnownStrategiesForAnUnknownOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MinerPlans.parse("honest=1,lazy=2"))
                .withMessage("strategy 'lazy' is unknown, known: honest, idle, noise, copycat, desync, late, broken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "honest", "honest=", "=1", "honest=x", "honest=-1", "honest@=1", "honest=1,,noise=1"})
    void refusesWhatIsNoPlan(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MinerPlans.parse(text));
    }

    @Test
    void refusesBatchesOfAStrategyThatDoesNotTrain() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MinerPlans.parse("noise@8=1"))
                .withMessage("'noise@8=1' names batches, but the strategy noise does not train, allowed: noise alone");
    }

    @Test
    void refusesZeroBatches() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MinerPlans.parse("honest@0=1"))
                .withMessage("batches in 'honest@0=1' is 0, allowed: 1..65536");
    }

    @Test
    void refusesMoreMinersThanTheLimitInAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MinerPlans.parse("honest=200,noise=57"))
                .withMessageContaining("more than 256 miners");
        assertThat(MinerPlans.parse("honest=200,noise=56")).hasSize(256);
    }

    @Test
    void readsThePlanOfOneMiner() {
        assertThat(MinerPlans.parseOne("desync@2")).isEqualTo(new MinerPlan(StrategyKind.DESYNC, 2));
        assertThat(MinerPlans.parseOne("idle")).isEqualTo(MinerPlan.of(StrategyKind.IDLE));
    }

    @Test
    void printsAPlanAsItIsRead() {
        assertThat(MinerPlans.parseOne("honest@8")).hasToString("honest@8");
        assertThat(MinerPlans.parseOne("honest")).hasToString("honest");
    }
}
