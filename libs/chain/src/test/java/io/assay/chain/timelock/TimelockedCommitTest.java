package io.assay.chain.timelock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.chain.WeightTarget;
import io.assay.chain.timelock.TimelockException.Reason;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelockedCommitTest {
    private static final Beacon QUICKNET = Beacon.quicknet();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final WeightsPayload PAYLOAD = new WeightsPayload(
            "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
            List.of(
                    new WeightTarget(0, 10),
                    new WeightTarget(1, 20),
                    new WeightTarget(2, 30),
                    new WeightTarget(7, 65535)),
            841);

    /** Sealed by ideal-lab5's own code, as @ideallabs/timelock_wasm_wrapper 1.0.0 carries it, for round 1000. */
    private static final String UPSTREAM = "8769b1a8bbfa87d31d4b60ef39b9fb4c76c341f5c9cec446fcb3665d149fc487"
            + "74e35b5e4018d3c42a1b510c90dcd0ef108faa10c6039055b091d0f228e8d321"
            + "df28bd5b0b67e6d688fd1f27139902c6b9823efd6106e3bb3289b854b00f94de"
            + "2000000000000000970166a81cd43e99d8c843926524c3858c1458786a5fb98b"
            + "f97ee435e1f9e52a20000000000000001d80383f11aad6d187d4365134319e4f"
            + "af28b5551cc7dcd3ed27e35bdf1f70b867000000000000004b00000000000000"
            + "c40966bd6eb8ee7dd9923a15bed9b1dc4a33229b9aa265dfe33bb9df86aea8de"
            + "fc1fe718f8731ed1043c606640223e9443573e54a79da5caf7fbe2cf2ab5ecad"
            + "6e6f377be05f2aeb7040950c00000000000000b08080acdf32592ded4aad6b08"
            + "000000000000004145535f47434d5f";

    @Test
    void opensWhatUpstreamSealed() throws Exception {
        var commit = TimelockedCommit.parse(HexFormat.of().parseHex(UPSTREAM));

        assertThat(WeightsPayload.decode(commit.decrypt(Quicknet.signature()))).isEqualTo(PAYLOAD);
        assertThat(HexFormat.of().formatHex(commit.encode())).isEqualTo(UPSTREAM);
    }

    @Test
    void roundsSignatureOpensIt() throws Exception {
        var commit = TimelockedCommit.encrypt(PAYLOAD.encode(), QUICKNET, Quicknet.ROUND, RANDOM);

        var read = TimelockedCommit.parse(commit.encode());

        assertThat(WeightsPayload.decode(read.decrypt(Quicknet.signature()))).isEqualTo(PAYLOAD);
    }

    @Property(tries = 50)
    void opensPayloadsOfEveryLength(@ForAll @Size(max = 600) byte[] payload) throws Exception {
        var bytes = TimelockedCommit.encrypt(payload, QUICKNET, Quicknet.ROUND, RANDOM)
                .encode();

        assertThat(bytes).hasSize(payload.length + 244);
        assertThat(TimelockedCommit.parse(bytes).decrypt(Quicknet.signature())).isEqualTo(payload);
    }

    @Test
    void signatureOfAnotherRoundDoesNotOpenIt() {
        var commit = TimelockedCommit.encrypt(PAYLOAD.encode(), QUICKNET, Quicknet.ROUND + 1, RANDOM);

        assertReason(Reason.WRONG_SIGNATURE, () -> commit.decrypt(Quicknet.signature()));
    }

    @Test
    void whatIsNoPointIsRefusedAsSignature() {
        var commit = TimelockedCommit.encrypt(PAYLOAD.encode(), QUICKNET, Quicknet.ROUND, RANDOM);

        assertReason(Reason.NOT_A_POINT, () -> commit.decrypt(new byte[48]));
        assertReason(Reason.NOT_A_POINT, () -> commit.decrypt(Arrays.copyOf(Quicknet.signature(), 47)));
    }

    @Test
    void everyFlippedBitIsRefusedByName() {
        var bytes = TimelockedCommit.encrypt(PAYLOAD.encode(), QUICKNET, Quicknet.ROUND, RANDOM)
                .encode();
        for (var bit = 0; bit < 8 * bytes.length; bit++) {
            var flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(reason(() -> TimelockedCommit.parse(flipped).decrypt(Quicknet.signature())))
                    .as("bit " + bit)
                    .isIn(expected(bit / 8, bytes.length));
        }
    }

    /** By where the byte is: U, length and V, length and W, lengths and ciphertext, length and nonce, suite. */
    private static List<Reason> expected(int index, int length) {
        if (index < 96) {
            return List.of(Reason.NOT_A_POINT, Reason.WRONG_SIGNATURE);
        }
        if (index < 176) {
            return List.of((index - 96) % 40 < 8 ? Reason.MALFORMED : Reason.WRONG_SIGNATURE);
        }
        var isLength = index < 192 || (index >= length - 36 && index < length - 28);
        return List.of(isLength || index >= length - 16 ? Reason.MALFORMED : Reason.ALTERED_BODY);
    }

    @Test
    void everyCutIsRefused() {
        var bytes = TimelockedCommit.encrypt(PAYLOAD.encode(), QUICKNET, Quicknet.ROUND, RANDOM)
                .encode();
        for (var length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);

            assertReason(Reason.MALFORMED, () -> TimelockedCommit.parse(cut));
        }
        assertReason(Reason.MALFORMED, () -> TimelockedCommit.parse(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void lengthBeyondWhatIsThereIsNamedAndNotAllocated() {
        var bytes = HexFormat.of().parseHex(UPSTREAM);
        Arrays.fill(bytes, 176, 183, (byte) 0xff);

        assertThatThrownBy(() -> TimelockedCommit.parse(bytes))
                .hasMessage("the commit's body needs 72057594037927935 bytes, there are 119");
    }

    @Test
    void longCommitsAreNotLookedAt() {
        assertReason(Reason.TOO_LONG, () -> TimelockedCommit.parse(new byte[5_001]));
        assertReason(Reason.NOT_A_POINT, () -> TimelockedCommit.parse(new byte[5_000]));
    }

    @Test
    void longestPayloadFitsAndOneByteMoreDoesNot() {
        assertThat(TimelockedCommit.encrypt(new byte[4_756], QUICKNET, 1, RANDOM)
                        .encode())
                .hasSize(TimelockedCommit.MAX_BYTES);
        assertThatThrownBy(() -> TimelockedCommit.encrypt(new byte[4_757], QUICKNET, 1, RANDOM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4757 bytes, allowed: at most 4756");
    }

    @Test
    void allOfItsSecrecyComesFromTheRandomnessPassedIn() {
        var bytes = encryptWith(new Repeated(1));

        assertThat(encryptWith(new Repeated(1))).isEqualTo(bytes);
        assertThat(encryptWith(new Repeated(2))).isNotEqualTo(bytes);
    }

    private static byte[] encryptWith(SecureRandom random) {
        return TimelockedCommit.encrypt(PAYLOAD.encode(), QUICKNET, Quicknet.ROUND, random)
                .encode();
    }

    private static void assertReason(Reason reason, Attempt attempt) {
        assertThat(reason(attempt)).isEqualTo(reason);
    }

    private static @Nullable Reason reason(Attempt attempt) {
        var failure = catchThrowableOfType(TimelockException.class, attempt::run);
        return failure == null ? null : failure.reason();
    }

    private interface Attempt {
        Object make() throws Exception;

        default void run() throws Exception {
            make();
        }
    }

    /** A source that repeats one byte. */
    private static final class Repeated extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final int value;

        Repeated(int value) {
            this.value = value;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) value);
        }
    }
}
