package io.assay.chain.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.runtime.SmallRuntime;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.UnexpectedValueException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Storage keys as @polkadot/types 16.5.6 makes them with the same metadata. */
class StorageCodecTest {
    private static final String SYSTEM = "26aa394eea5630e07c48ae0c9558cef7";
    private static final String SUBTENSOR = "658faa385070e074c85bf6b568cf0555";
    private static final String ACCOUNT = "0900000000000000000000000000000000000000000000000000000000000001";

    private final RuntimeMetadata metadata = SmallRuntime.DESCRIPTION.metadata(15);
    private final ScaleValue account = ScaleValue.of(HexFormat.of().parseHex(ACCOUNT));
    private final StorageCodec uids = metadata.storage("SubtensorModule", "Uids");

    @Test
    void makesTheKeyOfAPlainValue() {
        assertThat(hex(metadata.storage("Timestamp", "Now").key()))
                .isEqualTo("f0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb");
    }

    @Test
    void makesTheKeysOfMaps() {
        assertThat(hex(metadata.storage("System", "Account").key(account)))
                .isEqualTo(SYSTEM + "b99d880ec681799c0cf30e8886371da9" + "2bb7e7c9b128f1c1ca29e04ef28e41fe" + ACCOUNT);
        assertThat(hex(metadata.storage("System", "BlockHash").key(ScaleValue.of(77))))
                .isEqualTo(SYSTEM + "a44704b568d21667356a5a050c118746" + "882549884eecaf5b" + "4d000000");
        assertThat(hex(metadata.storage("SubtensorModule", "Digests").key(ScaleValue.of(new byte[] {1, 2, 3}))))
                .isEqualTo(SUBTENSOR + "f9c8f8002a0698c772ff50f835fdb351" + "0ce341d9ab5b40d8bb9103efb6966ce1");
    }

    @Test
    void makesTheKeysOfDoubleMaps() {
        assertThat(hex(metadata.storage("SubtensorModule", "Weights").key(ScaleValue.of(3), ScaleValue.of(7))))
                .isEqualTo(SUBTENSOR + "a1e7036061f484bc3048a64b64e35ec4" + "0300" + "0700");
        assertThat(hex(uids.key(ScaleValue.of(3), account)))
                .isEqualTo(SUBTENSOR + "aab1b4e78e1ea8305462ee53b3686dc8" + "0300" + "2bb7e7c9b128f1c1ca29e04ef28e41fe"
                        + ACCOUNT);
    }

    @Test
    void aPrefixHasTheFirstKeysOnly() {
        assertThat(hex(uids.prefix())).isEqualTo(SUBTENSOR + "aab1b4e78e1ea8305462ee53b3686dc8");
        assertThat(hex(uids.prefix(ScaleValue.of(3)))).isEqualTo(hex(uids.prefix()) + "0300");
    }

    @Test
    void theNumberOfKeysIsTheItems() {
        assertThatThrownBy(() -> uids.key(ScaleValue.of(3)))
                .isInstanceOf(UnexpectedValueException.class)
                .hasMessage("storage SubtensorModule.Uids has 2 keys, given: 1");
        assertThatThrownBy(() -> uids.prefix(account, account, account))
                .isInstanceOf(UnexpectedValueException.class)
                .hasMessage("storage SubtensorModule.Uids has only 2 keys, given: 3");
    }

    @Test
    void splitsAKeyIntoItsKeys() {
        assertThat(uids.split(uids.key(ScaleValue.of(3), account))).containsExactly(ScaleValue.of(3), account);
        var blockHash = metadata.storage("System", "BlockHash");
        assertThat(blockHash.split(blockHash.key(ScaleValue.of(77)))).containsExactly(ScaleValue.of(77));
        var now = metadata.storage("Timestamp", "Now");
        assertThat(now.split(now.key())).isEmpty();
    }

    @Test
    void doesNotSplitWhatIsOnlyAHash() {
        var digests = metadata.storage("SubtensorModule", "Digests");
        var key = digests.key(ScaleValue.of(new byte[3]));

        assertThatThrownBy(() -> digests.split(key))
                .isInstanceOf(HashedKeyException.class)
                .hasMessage(
                        "storage SubtensorModule.Digests keeps only TWOX_128 of a key, from which the key cannot be told");
    }

    @Test
    void doesNotSplitOtherItemsKeysAndWrongOnes() {
        var key = uids.key(ScaleValue.of(3), account);
        var other = metadata.storage("Timestamp", "Now").key();
        assertMalformed(other, "at offset 0: expected the prefix of storage SubtensorModule.Uids, found other bytes");
        assertMalformed(
                Arrays.copyOf(key, key.length - 1), "at offset 50: expected 32 bytes, found only 31 bytes left");
        assertMalformed(Arrays.copyOf(key, key.length + 1), "at offset 82: expected the end, found 1 more bytes");
        key[81] ^= 1;
        assertMalformed(key, "at offset 34: expected the hash of the key after it, found another one");
    }

    @Test
    void decodesValuesAndFallbacks() {
        var weights = metadata.storage("SubtensorModule", "Weights");
        var value = ScaleValue.sequence(ScaleValue.numbers(0, 65535), ScaleValue.numbers(1, 17));

        assertThat(hex(weights.encode(value))).isEqualTo("080000ffff01001100");
        assertThat(weights.decode(weights.encode(value))).isEqualTo(value);
        assertThat(weights.fallback()).contains(ScaleValue.sequence());
        assertThat(uids.fallback()).isEmpty();
    }

    private void assertMalformed(byte[] key, String message) {
        assertThatThrownBy(() -> uids.split(key))
                .isInstanceOf(MalformedScaleException.class)
                .hasMessage(message);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
