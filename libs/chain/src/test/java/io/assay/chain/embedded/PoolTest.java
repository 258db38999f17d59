package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.BOB;
import static io.assay.chain.embedded.Scene.NETUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.Call;
import io.assay.chain.Extrinsic;
import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.SignedExtrinsic;
import io.assay.chain.WeightTarget;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolTest {
    private static final Call CALL = new Call.SetCommitment(NETUID, "x");

    private EmbeddedChain chain;

    @BeforeEach
    void open(@TempDir Path directory) {
        chain = Scene.open(directory);
    }

    @AfterEach
    void close() {
        chain.close();
    }

    @Test
    void followsAnExtrinsicFromUnknownToSucceeded() {
        var signed = extrinsic(0).sign(ALICE);
        var hash = signed.extrinsic().hash();
        assertThat(chain.status(hash)).isEqualTo(new ExtrinsicStatus.Unknown());

        assertThat(chain.submit(signed)).isEqualTo(hash);
        assertThat(chain.status(hash)).isEqualTo(new ExtrinsicStatus.Pending());
        assertThat(chain.nextNonce(ALICE.address())).isEqualTo(1);

        chain.produceBlock();
        assertThat(chain.status(hash)).isEqualTo(new ExtrinsicStatus.Succeeded(1));
    }

    @Test
    void refusesTheSameExtrinsicAgainWhileItWaitsAndAfterwards() {
        var signed = extrinsic(0).sign(ALICE);
        chain.submit(signed);

        assertRefused(signed, "Stale");
        chain.produceBlock();
        assertRefused(signed, "Stale");
        assertRefused(extrinsic(0).sign(ALICE), "Stale");
    }

    @Test
    void refusesNonceAheadOfTheNext() {
        assertRefused(extrinsic(1).sign(ALICE), "Future");
    }

    @Test
    void takesSeveralOfOneSignerIntoOneBlock() {
        var first = chain.submit(extrinsic(0).sign(ALICE));
        var second = chain.submit(extrinsic(1).sign(ALICE));
        chain.produceBlock();

        assertThat(chain.status(first)).isEqualTo(new ExtrinsicStatus.Succeeded(1));
        assertThat(chain.status(second)).isEqualTo(new ExtrinsicStatus.Succeeded(1));
    }

    @Test
    void refusesSignatureOfAnother() {
        var bobs = new Extrinsic(chain.genesisHash(), BOB.address(), 0, CALL).sign(BOB);

        assertRefused(new SignedExtrinsic(extrinsic(0), bobs.signature()), "BadProof");
    }

    @Test
    void refusesExtrinsicOfAnotherChain() {
        var elsewhere = new Extrinsic("0x" + "00".repeat(32), ALICE.address(), 0, CALL);

        assertRefused(elsewhere.sign(ALICE), "BadProof");
    }

    @Test
    void refusesSignerWithoutAKey() {
        var mistyped = ALICE.address().replace("QY", "QZ");
        var extrinsic = new Extrinsic(chain.genesisHash(), mistyped, 0, CALL);

        assertRefused(new SignedExtrinsic(extrinsic, "0x" + "00".repeat(64)), "BadProof");
    }

    @Test
    void refusesWhatNoBlockCouldHold() {
        var weights = Stream.generate(() -> new WeightTarget(65535, 65535))
                .limit(25_000)
                .toList();
        var large = new Extrinsic(chain.genesisHash(), ALICE.address(), 0, new Call.SetWeights(NETUID, weights, 7));

        assertRefused(large.sign(ALICE), "ExhaustsResources");
    }

    @Test
    void refusesMoreThanItHolds() {
        for (var i = 0; i < 4096; i++) {
            chain.submit(extrinsic(i).sign(ALICE));
        }

        assertRefused(extrinsic(4096).sign(ALICE), "ImmediatelyDropped");
    }

    private Extrinsic extrinsic(long nonce) {
        return new Extrinsic(chain.genesisHash(), ALICE.address(), nonce, CALL);
    }

    private void assertRefused(SignedExtrinsic signed, String errorName) {
        assertThatThrownBy(() -> chain.submit(signed))
                .isInstanceOfSatisfying(
                        ExtrinsicRefusedException.class,
                        e -> assertThat(e.errorName()).isEqualTo(errorName));
    }
}
