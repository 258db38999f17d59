package io.assay.localnet.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.BucketCommitment;
import io.assay.chain.key.Hotkey;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void areTheSeedsAndDifferByOwner() {
        var keys = new Keys(1);
        assertThat(keys.hotkey("a").address())
                .isEqualTo(new Keys(1).hotkey("a").address())
                .isNotEqualTo(keys.hotkey("b").address())
                .isNotEqualTo(new Keys(2).hotkey("a").address());
        assertThat(Hotkey.fromSeed(HexFormat.of().parseHex(keys.validatorSeedHex()))
                        .address())
                .isEqualTo(keys.validator().address());
    }

    @Test
    void bucketsHaveTheFormOfACommitment() {
        var bucket = new Keys(1).bucket("miner-0");
        assertThat(BucketCommitment.parse(bucket.encode())).isEqualTo(bucket);
        assertThat(bucket.bucket()).matches("[0-9a-f]{32}");
    }
}
