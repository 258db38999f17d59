package io.assay.chain.timelock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.chain.WeightTarget;
import io.assay.chain.key.Blake2b;
import io.assay.chain.timelock.TimelockException.Reason;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WeightsPayloadTest {
    private static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

    /** Written by @polkadot/types as {@code (Bytes, Vec<u16>, Vec<u16>, u64)}. */
    private static final String ENCODED = "80d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"
            + "100000010002000700100a0014001e00ffff4903000000000000";

    private static final WeightsPayload PAYLOAD = new WeightsPayload(
            ALICE,
            List.of(
                    new WeightTarget(0, 10),
                    new WeightTarget(1, 20),
                    new WeightTarget(2, 30),
                    new WeightTarget(7, 65535)),
            841);

    @Test
    void isEncodedAsPolkadotJsDoes() throws Exception {
        assertThat(HexFormat.of().formatHex(PAYLOAD.encode())).isEqualTo(ENCODED);
        assertThat(WeightsPayload.decode(HexFormat.of().parseHex(ENCODED))).isEqualTo(PAYLOAD);
    }

    /** 70 uids need a length of two bytes; the hash is polkadot.js' over its own encoding. */
    @Test
    void longerListsHaveLongerLengths() {
        var targets = IntStream.range(0, 70)
                .mapToObj(uid -> new WeightTarget(uid, 900 * uid))
                .toList();

        var bytes = new WeightsPayload(ALICE, targets, 0).encode();

        assertThat(bytes).hasSize(325);
        assertThat(HexFormat.of().formatHex(Blake2b.hash256(bytes)))
                .isEqualTo("883cc9509a9f42dcf64e90828a3e61096e5299e3304e933048213360577cb01d");
    }

    @Property
    void readsBackWhatItWrote(
            @ForAll @Size(max = 300) List<@IntRange(max = 65535) Integer> uids,
            @ForAll @IntRange(max = 65535) int value,
            @ForAll @LongRange(min = 0) long versionKey)
            throws Exception {
        var targets = uids.stream().map(uid -> new WeightTarget(uid, value)).toList();
        var payload = new WeightsPayload(ALICE, targets, versionKey);

        assertThat(WeightsPayload.decode(payload.encode())).isEqualTo(payload);
    }

    /** 16,384 elements: the length that first takes four bytes. */
    @Test
    void readsLengthsOfFourBytes() throws Exception {
        var targets = IntStream.range(0, 1 << 14)
                .mapToObj(uid -> new WeightTarget(uid, 1))
                .toList();
        var payload = new WeightsPayload(ALICE, targets, 1);

        assertThat(WeightsPayload.decode(payload.encode())).isEqualTo(payload);
    }

    @Property
    void bytesOfStrangersAreReadOrRefusedByName(@ForAll @Size(max = 200) byte[] bytes) {
        try {
            assertThat(WeightsPayload.decode(bytes).encode()).isEqualTo(bytes);
        } catch (TimelockException e) {
            assertThat(e.reason()).isEqualTo(Reason.UNREADABLE_PAYLOAD);
        }
    }

    @Test
    void everyCutAndEveryByteMoreIsRefused() {
        var bytes = PAYLOAD.encode();
        for (var length = 0; length <= bytes.length + 1; length++) {
            var cut = Arrays.copyOf(bytes, length);
            if (length != bytes.length) {
                assertThat(catchThrowableOfType(TimelockException.class, () -> WeightsPayload.decode(cut))
                                .reason())
                        .isEqualTo(Reason.UNREADABLE_PAYLOAD);
            }
        }
    }

    @Test
    void refusalsNameTheField() {
        assertThatThrownBy(() -> decode("7c" + ENCODED.substring(2)))
                .hasMessage("the payload's hotkey has 31 bytes, allowed: 32");
        assertThatThrownBy(() -> decode(ENCODED.replace("100a0014001e00ffff", "0c0a0014001e00")))
                .hasMessage("the payload's uids are 4, its values 3");
        assertThatThrownBy(() -> decode(ENCODED.replace("7d10", "7dfe03000000")))
                .hasMessage("the payload's uids has a length in 4 bytes, fewer do");
        assertThatThrownBy(() -> decode(ENCODED.replace("7d10", "7dfeffffff")))
                .hasMessage("the payload's uids needs 2147483646 bytes, there are 25");
        assertThatThrownBy(() -> decode(ENCODED.replace("7d10", "7d03")))
                .hasMessage("the payload's uids is longer than 2^30");
        assertThatThrownBy(() -> decode(ENCODED.replace("4903000000000000", "00000000000000ff")))
                .hasMessage("the payload's version key is 18374686479671623680, allowed: below 2^63");
    }

    @Test
    void showsNoWeights() {
        assertThat(PAYLOAD).hasToString("WeightsPayload[hotkey=" + ALICE + ", targets=4, versionKey=841]");
    }

    private static WeightsPayload decode(String hex) throws TimelockException {
        return WeightsPayload.decode(HexFormat.of().parseHex(hex));
    }
}
