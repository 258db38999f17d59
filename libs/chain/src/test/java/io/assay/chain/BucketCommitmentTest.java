package io.assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BucketCommitmentTest {
    private static final String TEXT = "b".repeat(32) + "k".repeat(32) + "s".repeat(64);

    @Test
    void readsBackWhatItWrote() {
        assertThat(BucketCommitment.parse(TEXT).encode()).isEqualTo(TEXT);
        assertThat(BucketCommitment.parse(TEXT).bucket()).isEqualTo("b".repeat(32));
    }

    @Test
    void refusesWrongLength() {
        assertThatThrownBy(() -> BucketCommitment.parse(TEXT + "s"))
                .hasMessageContaining("129 characters, allowed: 128");
    }

    @Test
    void refusesBlanksAndForeignCharactersWithoutQuotingThem() {
        for (var bad : new String[] {" ", "\n", "é", "\0"}) {
            assertThatThrownBy(() -> BucketCommitment.parse(TEXT.substring(1) + bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("secretAccessKey of a bucket commitment")
                    .hasMessageNotContaining("sss");
        }
    }

    @Test
    void showsNoSecret() {
        assertThat(BucketCommitment.parse(TEXT).toString()).contains("bbb").doesNotContain("sss");
        assertThat(new Call.SetCommitment(3, TEXT).toString()).doesNotContain("sss");
    }
}
