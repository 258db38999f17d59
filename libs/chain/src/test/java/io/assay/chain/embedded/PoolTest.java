package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.NETUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.Call;
import io.assay.chain.ExtrinsicRefusedException;
import io.assay.chain.ExtrinsicStatus;
import io.assay.chain.Hex;
import io.assay.chain.WeightTarget;
import io.assay.chain.extrinsic.ChainIdentity;
import io.assay.chain.extrinsic.Era;
import io.assay.chain.extrinsic.SigningFacts;
import io.assay.chain.type.ScaleValue;
import java.nio.file.Path;
import java.util.Collections;
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
        var hash = chain.submit(extrinsic(0)).hash();
        assertThat(Scene.status(chain, hash)).isEqualTo(new ExtrinsicStatus.Pending());
        assertThat(chain.nextNonce(ALICE.address())).isEqualTo(1);

        chain.produceBlock();
        assertThat(Scene.status(chain, hash)).isEqualTo(new ExtrinsicStatus.Succeeded(1));
        assertThat(chain.pending()).isEmpty();
    }

    @Test
    void refusesTheSameExtrinsicAgainWhileItWaitsAndAfterwards() {
        var sent = extrinsic(0);
        chain.submit(sent);

        assertRefused(sent, "AlreadyImported");
        assertRefused(extrinsic(0), "Stale");
        chain.produceBlock();
        assertRefused(sent, "Stale");
    }

    @Test
    void refusesNonceAheadOfTheNext() {
        assertRefused(extrinsic(1), "Future");
    }

    @Test
    void takesSeveralOfOneSignerIntoOneBlock() {
        var first = chain.submit(extrinsic(0)).hash();
        var second = chain.submit(extrinsic(1)).hash();
        chain.produceBlock();

        assertThat(Scene.status(chain, first)).isEqualTo(new ExtrinsicStatus.Succeeded(1));
        assertThat(Scene.status(chain, second)).isEqualTo(new ExtrinsicStatus.Succeeded(1));
    }

    @Test
    void refusesWhatWasChangedAfterItWasSigned() {
        var changed = extrinsic(0);
        changed[changed.length - 1] ^= 1;

        assertRefused(changed, "BadProof");
    }

    @Test
    void refusesExtrinsicOfAnotherChainOrSpec() {
        var genesis = chain.genesisHash();
        var ours = Signing.chain(genesis);
        var spec = new ChainIdentity(ours.genesisHash(), ours.specVersion() + 1, ours.transactionVersion());

        assertRefused(Signing.immortal("0x" + "00".repeat(32), ALICE, 0, CALL), "BadProof");
        assertRefused(Signing.signed(SigningFacts.immortal(spec, 0, 0), ALICE, CALL), "BadProof");
    }

    @Test
    void takesAnExtrinsicWithinItsEraOnly() {
        Scene.produceTo(chain, 6);
        var living = mortal(4, 4, 0);
        assertThat(chain.submit(living).era()).isEqualTo(new Era.Mortal(4, 0));
        chain.produceBlock();

        assertRefused(signed(new Era.Mortal(8, 0), 8, hash(7), 1), "AncientBirthBlock");
        chain.produceBlock();
        assertRefused(mortal(4, 4, 1), "BadProof");
        assertRefused(signed(new Era.Mortal(4, 0), 8, hash(7), 1), "BadProof");
        assertThat(chain.submit(mortal(4, 8, 1)).nonce()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNotSignedOrNotReadable() {
        assertRefused(new byte[] {8, 4, 2}, "BadFormat");
        assertRefused(new byte[] {20, 4, 2, 0, 0, 0}, "NoUnsignedValidator");
        assertRefused(signedCall((byte) 99, (byte) 0), "BadFormat");
        assertRefused(signedCall((byte) 2, (byte) 0, (byte) 0), "MandatoryValidation");
        assertRefused(Signing.signed(facts(0), ALICE, new byte[] {7, 0, 3, 0, 4}), "BadFormat");
    }

    @Test
    void refusesWhatNoBlockCouldHold() {
        var weights = Stream.generate(() -> new WeightTarget(65535, 65535))
                .limit(65_000)
                .toList();
        var calls = Collections.nCopies(3, (Call) Call.SetWeights.of(NETUID, weights, 7));

        assertRefused(Signing.signed(facts(0), ALICE, new Call.Batch(calls)), "ExhaustsResources");
    }

    @Test
    void refusesMoreThanItHolds() {
        for (var i = 0; i < 4096; i++) {
            chain.submit(extrinsic(i));
        }

        assertRefused(extrinsic(4096), "ImmediatelyDropped");
    }

    private byte[] extrinsic(long nonce) {
        return Scene.signed(chain, ALICE, nonce, CALL);
    }

    private SigningFacts facts(long nonce) {
        return SigningFacts.immortal(Signing.chain(chain.genesisHash()), nonce, 0);
    }

    private byte[] signedCall(byte... call) {
        return Signing.signed(facts(0), ALICE, call);
    }

    /** In an era that begins with block {@code birth}. */
    private byte[] mortal(int period, long birth, long nonce) {
        return signed(new Era.Mortal(period, (int) (birth % period)), birth, hash(birth), nonce);
    }

    private byte[] signed(Era era, long birth, ScaleValue.Bytes birthHash, long nonce) {
        var identity = Signing.chain(chain.genesisHash());
        return Signing.signed(new SigningFacts(identity, era, birth, birthHash, nonce, 0), ALICE, CALL);
    }

    private ScaleValue.Bytes hash(long block) {
        return ScaleValue.of(Hex.bytes(chain.block(block).hash()));
    }

    private void assertRefused(byte[] bytes, String errorName) {
        assertThatThrownBy(() -> chain.submit(bytes))
                .isInstanceOfSatisfying(
                        ExtrinsicRefusedException.class,
                        e -> assertThat(e.errorName()).isEqualTo(errorName));
    }
}
