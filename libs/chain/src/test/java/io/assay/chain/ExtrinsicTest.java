package io.assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.key.Hotkey;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtrinsicTest {
    private static final String GENESIS = "0x" + "ab".repeat(32);
    private static final Hotkey ALICE = Hotkey.fromUri("//Alice");

    @Test
    void signsItsCanonicalJson() {
        var extrinsic =
                new Extrinsic(GENESIS, ALICE.address(), 4, new Call.SetWeights(3, List.of(new WeightTarget(1, 9)), 2));

        assertThat(new String(extrinsic.canonicalBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"call\":{\"call\":\"set_weights\",\"netuid\":3,\"versionKey\":2,\"weights\":"
                        + "[{\"uid\":1,\"value\":9}]},\"genesisHash\":\"" + GENESIS + "\",\"nonce\":4,\"signer\":\""
                        + ALICE.address() + "\"}");
        assertThat(extrinsic.sign(ALICE).verifies()).isTrue();
    }

    @Test
    void hashIsOfTheContentAndNotOfTheSignature() {
        var extrinsic = new Extrinsic(GENESIS, ALICE.address(), 4, new Call.BurnedRegister(3));

        assertThat(extrinsic.sign(ALICE).signature())
                .isNotEqualTo(extrinsic.sign(ALICE).signature());
        assertThat(extrinsic.hash()).matches("0x[0-9a-f]{64}").isEqualTo(extrinsic.hash());
        assertThat(extrinsic.hash()).isNotEqualTo(new Extrinsic(GENESIS, ALICE.address(), 5, extrinsic.call()).hash());
    }

    @Test
    void doesNotVerifyWithAnotherNonceOrChain() {
        var signed = new Extrinsic(GENESIS, ALICE.address(), 4, new Call.BurnedRegister(3)).sign(ALICE);
        var again = new Extrinsic(GENESIS, ALICE.address(), 5, new Call.BurnedRegister(3));
        var elsewhere = new Extrinsic("0x" + "cd".repeat(32), ALICE.address(), 4, new Call.BurnedRegister(3));

        assertThat(new SignedExtrinsic(again, signed.signature()).verifies()).isFalse();
        assertThat(new SignedExtrinsic(elsewhere, signed.signature()).verifies())
                .isFalse();
    }

    @Test
    void refusesToBeSignedByAnother() {
        var extrinsic = new Extrinsic(GENESIS, ALICE.address(), 4, new Call.BurnedRegister(3));

        assertThatThrownBy(() -> extrinsic.sign(Hotkey.fromUri("//Bob")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ALICE.address());
    }

    @Test
    void readsBackFromJson() {
        var call = new Call.SetCommitment(3, "b".repeat(128));
        var signed = new Extrinsic(GENESIS, ALICE.address(), 4, call).sign(ALICE);

        assertThat(ChainJson.read(ChainJson.write(signed), SignedExtrinsic.class))
                .isEqualTo(signed);
    }

    @Test
    void everyCallHasTheChainsNameAndReadsBack() {
        var targets = List.of(new WeightTarget(1, 9));
        var hash = "0x" + "cd".repeat(32);
        var calls = Map.ofEntries(
                Map.entry("set_weights", new Call.SetWeights(3, targets, 2)),
                Map.entry("batch_set_weights", new Call.BatchSetWeights(List.of(3), List.of(targets), List.of(2L))),
                Map.entry("commit_weights", new Call.CommitWeights(3, hash)),
                Map.entry("reveal_weights", new Call.RevealWeights(3, List.of(1), List.of(9), List.of(4), 2)),
                Map.entry("commit_timelocked_weights", new Call.CommitTimelockedWeights(3, "0x0102", 77, 4)),
                Map.entry("set_commitment", new Call.SetCommitment(3, "x")),
                Map.entry("burned_register", new Call.BurnedRegister(3)),
                Map.entry("batch", new Call.Batch(List.of(new Call.BurnedRegister(3)))),
                Map.entry("batch_all", new Call.BatchAll(List.of(new Call.CommitWeights(3, hash)))),
                Map.entry("force_batch", new Call.ForceBatch(List.of(new Call.SetWeights(3, targets, 2)))));

        assertThat(calls).hasSize(Call.class.getPermittedSubclasses().length);
        assertThat(calls).allSatisfy((name, call) -> {
            var signed = new Extrinsic(GENESIS, ALICE.address(), 4, call).sign(ALICE);
            assertThat(new String(signed.extrinsic().canonicalBytes(), StandardCharsets.UTF_8))
                    .contains("\"call\":\"" + name + "\"");
            var read = ChainJson.read(ChainJson.write(signed), SignedExtrinsic.class);
            assertThat(read).isEqualTo(signed);
            assertThat(read.verifies()).isTrue();
        });
    }

    @Test
    void refusesCallsThatCannotBe() {
        assertThatThrownBy(() -> new Call.CommitWeights(3, "0x12")).hasMessageContaining("commitHash");
        assertThatThrownBy(() -> new Call.CommitTimelockedWeights(3, "0x" + "00".repeat(5001), 1, 4))
                .hasMessageContaining("commit has 10004 characters");
        assertThatThrownBy(() -> new Call.CommitTimelockedWeights(3, "0x123", 1, 4))
                .hasMessageContaining("commit");
        assertThatThrownBy(() -> new Call.CommitTimelockedWeights(3, "0x", 1L << 53, 4))
                .hasMessageContaining("revealRound");
        assertThatThrownBy(() -> new Call.RevealWeights(3, List.of(65536), List.of(), List.of(), 0))
                .hasMessageContaining("uids is 65536");
        assertThatThrownBy(() -> new Call.BatchSetWeights(List.of(), List.of(), List.of(-1L)))
                .hasMessageContaining("versionKeys is -1");
        assertThatThrownBy(() -> new Call.Batch(Collections.nCopies(16_385, new Call.BurnedRegister(3))))
                .hasMessageContaining("calls is 16385 elements");
        assertThat(new Call.CommitTimelockedWeights(3, "0x" + "00".repeat(5000), 1, 4).commit())
                .hasSize(10_002);
    }

    @Test
    void refusesUnknownCallsMissingFieldsAndNull() {
        for (var json : new String[] {
            "null",
            "{}",
            "[]",
            "{\"extrinsic\":{\"genesisHash\":\"" + GENESIS + "\",\"signer\":\"" + ALICE.address()
                    + "\",\"nonce\":1,\"call\":{\"call\":\"sudo\",\"netuid\":1}},\"signature\":\"0x\"}",
            "{\"extrinsic\":{\"genesisHash\":\"" + GENESIS + "\",\"signer\":\"" + ALICE.address()
                    + "\",\"call\":{\"call\":\"burned_register\",\"netuid\":1}},\"signature\":\"0x" + "00".repeat(64)
                    + "\"}"
        }) {
            assertThatThrownBy(() -> ChainJson.read(json.getBytes(StandardCharsets.UTF_8), SignedExtrinsic.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("SignedExtrinsic as JSON");
        }
    }

    @Test
    void refusesNumbersThatJsonCannotHold() {
        assertThatThrownBy(() -> new Extrinsic(GENESIS, ALICE.address(), 1L << 53, new Call.BurnedRegister(3)))
                .hasMessageContaining("nonce is 9007199254740992");
        assertThatThrownBy(() -> new Call.SetWeights(3, List.of(), -1)).hasMessageContaining("versionKey is -1");
    }
}
