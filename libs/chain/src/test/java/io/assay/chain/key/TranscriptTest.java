package io.assay.chain.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private static final int SHA3_256_RATE = 136;

    /** The vector of Merlin's own test suite (equivalence_simple). */
    @Test
    void challengeIsMerlins() {
        var challenge = new Transcript("test protocol")
                .append("some label", "some data")
                .challenge("challenge", 32);

        assertThat(HexFormat.of().formatHex(challenge))
                .isEqualTo("d5a21972d0d5fe320c0d263fac7fffb8145aa640af6e9bca177c03c7efcf0615");
    }

    @Test
    void witnessLeavesTheTranscriptAsItIs() {
        var touched = new Transcript("t");
        touched.witness("w", new byte[32], new byte[32], 64);

        assertThat(touched.challenge("c", 32)).isEqualTo(new Transcript("t").challenge("c", 32));
    }

    /** SHA3-256 of a message of one block is one permutation of the padded message. */
    @Property(tries = 100)
    void permutationIsThatOfSha3(@ForAll @Size(max = SHA3_256_RATE - 2) byte[] message) throws Exception {
        var state = Arrays.copyOf(message, Keccak.STATE_BYTES);
        state[message.length] = 6;
        state[SHA3_256_RATE - 1] = (byte) 0x80;
        Keccak.permute(state);

        assertThat(Arrays.copyOf(state, 32))
                .isEqualTo(MessageDigest.getInstance("SHA3-256").digest(message));
    }
}
