package io.assay.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.protocol.event.ChainWeight;
import io.assay.protocol.event.PlannedExtrinsic;
import io.assay.protocol.event.WeightsCall;
import io.assay.protocol.event.WeightsCall.BatchSetWeights;
import io.assay.protocol.event.WeightsCall.BatchSetWeights.Item;
import io.assay.protocol.event.WeightsPlanned;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways to send weights, on the wire. */
class WeightsCallTest {
    private static final String HOTKEY = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

    private static final WeightsCall BATCH = new BatchSetWeights(List.of(item(3, 7), item(4, 9)));

    private static Item item(int netuid, long window) {
        return new Item(netuid, window, "cd".repeat(32), List.of(new ChainWeight(1, HOTKEY, 65535)), 5);
    }

    static Stream<WeightsCall> calls() {
        return Stream.of(
                new WeightsCall.SetWeights(3),
                BATCH,
                new WeightsCall.CommitTimelockedWeights(3, 17),
                new WeightsCall.CommitWeights(3, List.of(1, 65535)),
                new WeightsCall.RevealWeights(3, List.of(1, 65535)));
    }

    private static WeightsPlanned plan(WeightsCall call) {
        return new WeightsPlanned(
                3,
                7,
                "ab".repeat(32),
                HOTKEY,
                12,
                "0x01",
                List.of(),
                57,
                new PlannedExtrinsic("0x0102", 50, 114, call));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void readsBackWhatItWroteByTheChainsName(WeightsCall call) {
        var plan = plan(call);
        assertThat(EventJson.tree(plan).at("/extrinsic/call/name").asString()).isEqualTo(call.name());
        assertThat(EventJson.read(plan.type(), EventJson.write(plan))).isEqualTo(plan);
    }

    @Test
    void planOfABatchIsEachSubnetsOwn() {
        var plan = plan(BATCH);
        assertThat(plan.of(4))
                .hasValueSatisfying(own -> assertThat(List.of(own.window(), own.verdictHash(), own.extrinsicHash()))
                        .isEqualTo(List.of(9L, "cd".repeat(32), plan.extrinsicHash())))
                .hasValueSatisfying(own -> assertThat(own.extrinsic()).isEqualTo(plan.extrinsic()));
        assertThat(plan.of(5)).isEmpty();
        assertThat(plan(new WeightsCall.SetWeights(3)).of(3)).contains(plan(new WeightsCall.SetWeights(3)));
        assertThat(plan(new WeightsCall.SetWeights(3)).of(4)).isEmpty();
    }

    @Test
    void refusesABatchThatCannotBe() {
        assertThatThrownBy(() -> new BatchSetWeights(List.of(item(3, 7))))
                .hasMessage("number of items is 1, allowed: [2, 16]");
        assertThatThrownBy(() -> new BatchSetWeights(List.of(item(3, 7), item(3, 8))))
                .hasMessage("number of different subnets is 1, allowed: [2, 2]");
        assertThatThrownBy(() -> plan(new BatchSetWeights(List.of(item(4, 7), item(5, 7)))))
                .hasMessage("item of netuid 3 is missing, allowed: a value");
    }

    @Test
    void refusesARoundThatCannotBe() {
        assertThatThrownBy(() -> new WeightsCall.CommitTimelockedWeights(0, 0))
                .hasMessage("revealRound is 0, allowed: >= 1");
    }

    @Test
    void refusesASaltWithoutBounds() {
        var salt = IntStream.range(0, 65).boxed().toList();
        assertThatThrownBy(() -> new WeightsCall.CommitWeights(0, salt))
                .hasMessage("salt is 65 elements, allowed: at most 64");
    }

    @Test
    void printsNoBytes() {
        assertThat(plan(new WeightsCall.SetWeights(3)).toString())
                .doesNotContain("0x0102")
                .contains("set_weights");
    }
}
