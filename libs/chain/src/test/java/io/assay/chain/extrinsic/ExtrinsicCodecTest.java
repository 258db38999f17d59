package io.assay.chain.extrinsic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.key.Blake2b;
import io.assay.chain.key.Hotkey;
import io.assay.chain.key.Signatures;
import io.assay.chain.metadata.NotInRuntimeException;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.runtime.SmallRuntime;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleWriter;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.ScaleValue.Bytes;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtrinsicCodecTest {
    private static final RuntimeMetadata METADATA = SmallRuntime.DESCRIPTION.metadata(15);
    private static final ExtrinsicCodec CODEC = new ExtrinsicCodec(METADATA);
    private static final Hotkey ALICE = Hotkey.fromUri("//Alice");
    private static final Bytes GENESIS = hash(1);
    private static final Bytes ERA_BLOCK = hash(2);
    private static final ChainIdentity CHAIN = new ChainIdentity(GENESIS, 425, 1);
    private static final SigningFacts FACTS =
            new SigningFacts(CHAIN, Era.mortal(64, 1_000_042), 1_000_042, ERA_BLOCK, 20_000, 3);

    @Test
    void signsTheBytesThatTheFormatPrescribes() {
        var call = remark(4);
        var expected = "000010" + "00".repeat(4) // System.remark of four bytes
                + "a502" // 64 blocks, from 42 modulo 64 on
                + "82380100" + "0c" + "00" // nonce, tip, no hash of the metadata
                + "a9010000" + "01000000" + "01".repeat(32) + "02".repeat(32) + "00";
        assertThat(HexFormat.of().formatHex(CODEC.payload(call, FACTS))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 170, 300, 20_000})
    void whatIsSignedIsReadAndVerified(int remarkBytes) {
        var signed = CODEC.sign(remark(remarkBytes), FACTS, ALICE);
        var bytes = CODEC.encode(signed);

        assertThat(CODEC.decode(bytes)).isEqualTo(signed);
        assertThat(signed.signer()).isEqualTo(ALICE.address());
        assertThat(signed.extra()).isEqualTo(new Extra(FACTS.era(), 20_000, 3, false));
        assertThat(METADATA.decodeCall(signed.call().value()).name()).isEqualTo("remark");
        assertThat(CODEC.verify(signed, CHAIN, ERA_BLOCK)).isEqualTo(Proof.VALID);
        assertThat(CODEC.hash(signed)).isEqualTo(Blake2b.hash256(bytes));
    }

    @Test
    void payloadsOfMoreThan256BytesAreHashed() {
        var around = CODEC.payload(remark(100), FACTS).length - 100;
        var longest = CODEC.payload(remark(256 - around), FACTS);
        var hashed = CODEC.payload(remark(257 - around), FACTS);
        var whole = new ScaleWriter().fixed(remark(257 - around));
        whole.fixed(Arrays.copyOfRange(longest, remark(256 - around).length, 256));

        assertThat(longest).hasSize(256);
        assertThat(whole.toBytes()).hasSize(257);
        assertThat(hashed).isEqualTo(Blake2b.hash256(whole.toBytes()));
        assertThat(Signatures.verify(
                        ALICE.address(),
                        hashed,
                        CODEC.sign(remark(257 - around), FACTS, ALICE)
                                .signature()
                                .bytes()
                                .value()))
                .isTrue();
    }

    @Test
    void everyFlippedBitBreaksTheReadingOrTheProof() {
        var whole = CODEC.encode(CODEC.sign(remark(4), FACTS, ALICE));
        for (var bit = 0; bit < 8 * whole.length; bit++) {
            var damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(fault(damaged))
                    .as("bit %d", bit)
                    .matches(
                            "INVALID|OTHER_SCHEME|METADATA_HASH_UNKNOWN|at offset .*|.* has no call with index 212 of pallet System");
        }
    }

    @Test
    void isRefusedWhereverItIsCutOff() {
        var whole = CODEC.encode(CODEC.sign(remark(4), FACTS, ALICE));
        for (var length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> CODEC.decode(cut)).isInstanceOf(MalformedScaleException.class);
            var body = Arrays.copyOfRange(whole, 2, Math.max(2, length));
            if (length < whole.length - 5) {
                assertThatThrownBy(() -> CODEC.decode(prefixed(body))).isInstanceOf(MalformedScaleException.class);
            }
        }
    }

    @Test
    void theProofIsForOneChainRuntimeAndBlock() {
        var signed = CODEC.sign(remark(4), FACTS, ALICE);

        assertThat(CODEC.verify(signed, new ChainIdentity(hash(9), 425, 1), ERA_BLOCK))
                .isEqualTo(Proof.INVALID);
        assertThat(CODEC.verify(signed, new ChainIdentity(GENESIS, 426, 1), ERA_BLOCK))
                .isEqualTo(Proof.INVALID);
        assertThat(CODEC.verify(signed, new ChainIdentity(GENESIS, 425, 2), ERA_BLOCK))
                .isEqualTo(Proof.INVALID);
        assertThat(CODEC.verify(signed, CHAIN, hash(9))).isEqualTo(Proof.INVALID);
    }

    @Test
    void saysWhatItCannotProve() {
        var signed = CODEC.sign(remark(4), FACTS, ALICE);
        var ecdsa = new MultiSignature(SignatureScheme.ECDSA, ScaleValue.of(new byte[65]));
        var other = new ScaleExtrinsic.Signed(signed.account(), ecdsa, signed.extra(), signed.call());
        var extra = new Extra(FACTS.era(), 1, 2, true);
        var ledger = new ScaleExtrinsic.Signed(signed.account(), signed.signature(), extra, signed.call());

        assertThat(CODEC.decode(CODEC.encode(other))).isEqualTo(other);
        assertThat(CODEC.decode(CODEC.encode(ledger))).isEqualTo(ledger);
        assertThat(CODEC.verify(other, CHAIN, ERA_BLOCK)).isEqualTo(Proof.OTHER_SCHEME);
        assertThat(CODEC.verify(ledger, CHAIN, ERA_BLOCK)).isEqualTo(Proof.METADATA_HASH_UNKNOWN);
    }

    /** Timestamp.set as blocks have it: of version 4 and, on newer runtimes, 5. */
    @ParameterizedTest
    @ValueSource(strings = {"280402000b40d58f959001", "280502000b40d58f959001"})
    void readsWhatTheAuthorOfABlockPutsIn(String hex) {
        var extrinsic = CODEC.decode(HexFormat.of().parseHex(hex));

        assertThat(extrinsic).isInstanceOf(ScaleExtrinsic.Unsigned.class);
        assertThat(METADATA.decodeCall(extrinsic.call().value())
                        .arguments()
                        .field("now")
                        .asLong())
                .isEqualTo(0x0190_958f_d540L);
        assertThat(HexFormat.of().formatHex(CODEC.encode(extrinsic))).isEqualTo(hex);
    }

    @Test
    void namesWhatIsNoExtrinsic() {
        refused("084500", "0x04, 0x05), found 0x45");
        refused("0c850000", "found 0x85");
        refused("0c04", "the length of the 1 bytes that follow, found 3 bytes");
        refused("080400", "a call, at least 2 bytes, found 1 bytes left");
        refused("0c840100", "a signer given as an account, 0, found 1");
        refused("03ffffffff00", "at most 5242880 bytes, found 4294967295 bytes");
        refused("9084" + "00".repeat(33) + "0300", "a signature's scheme, 0 to 2, found 3");
        refused("", "found the end");
    }

    @Test
    void refusesFactsThatNoNodeAccepts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SigningFacts(CHAIN, Era.mortal(64, 1000), 1001, ERA_BLOCK, 0, 0))
                .withMessageContaining("take block 1000 and its hash");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SigningFacts(CHAIN, new Era.Immortal(), 0, ERA_BLOCK, 0, 0))
                .withMessageContaining("genesis hash");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningFacts.immortal(CHAIN, 1L << 32, 0))
                .withMessageContaining("a nonce is 4294967296");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningFacts.immortal(CHAIN, 0, -1))
                .withMessageContaining("a tip is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChainIdentity(ScaleValue.of(new byte[31]), 1, 1))
                .withMessageContaining("the genesis hash has 31 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChainIdentity(GENESIS, -1, 1))
                .withMessageContaining("the spec version is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CODEC.sign(new byte[1], FACTS, ALICE))
                .withMessageContaining("a call has 1 bytes");
    }

    @Test
    void immortalOnesAreSignedWithTheGenesisHash() {
        var signed = CODEC.sign(remark(4), SigningFacts.immortal(CHAIN, 0, 0), ALICE);

        assertThat(CODEC.decode(CODEC.encode(signed))).isEqualTo(signed);
        assertThat(CODEC.verify(signed, CHAIN, GENESIS)).isEqualTo(Proof.VALID);
        assertThat(CODEC.verify(signed, CHAIN, ERA_BLOCK)).isEqualTo(Proof.INVALID);
    }

    private static void refused(String hex, String fault) {
        assertThatThrownBy(() -> CODEC.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(MalformedScaleException.class)
                .hasMessageContaining(fault);
    }

    /** Why these bytes are not accepted, VALID if they are. */
    private static String fault(byte[] bytes) {
        try {
            return switch (CODEC.decode(bytes)) {
                case ScaleExtrinsic.Signed signed ->
                    CODEC.verify(signed, CHAIN, ERA_BLOCK).name();
                case ScaleExtrinsic.Unsigned unsigned ->
                    METADATA.decodeCall(unsigned.call().value()).name();
            };
        } catch (MalformedScaleException | NotInRuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static byte[] prefixed(byte[] body) {
        return new ScaleWriter().bytes(body).toBytes();
    }

    private static byte[] remark(int bytes) {
        return METADATA.call("System", "remark").encode(Map.of("remark", ScaleValue.of(new byte[bytes])));
    }

    private static Bytes hash(int fill) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return ScaleValue.of(bytes);
    }
}
