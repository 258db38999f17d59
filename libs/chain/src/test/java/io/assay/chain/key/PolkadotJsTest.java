package io.assay.chain.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.polkadot.NodeScript;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Keys, phrases and signatures against {@code @polkadot/util-crypto}, in both directions. */
class PolkadotJsTest {
    private static final HexFormat DIGITS = HexFormat.of();
    private static final int EACH_WAY = 101;
    private static final Random RANDOM = new Random(7);
    private static final List<String> PATHS = List.of(
            "//Alice",
            "//Ferdie",
            "//Alice//stash",
            "//miner//3",
            "//0",
            "//a junction longer than the thirty-two bytes of a code",
            "/soft",
            "/0",
            "//Alice/soft",
            "//Alice/1/2",
            "/soft//hard",
            "//Alice/0//stash/é");
    private static final List<List<String>> PHRASES =
            IntStream.range(0, 20).mapToObj(i -> Phrase.random(RANDOM).words()).toList();
    private static final List<Signed> SIGNED =
            IntStream.range(0, EACH_WAY).mapToObj(PolkadotJsTest::signed).toList();

    private static JsonNode answer = NullNode.getInstance();

    private record Signed(String address, String message, String signature) {}

    private record Cases(
            String development, List<String> paths, List<String> phrases, List<Signed> signed, List<String> messages) {}

    @BeforeAll
    static void ask() throws Exception {
        var phrases = new ArrayList<String>(List.of(PhraseTest.DEVELOPMENT));
        PHRASES.forEach(words -> phrases.add(String.join(" ", words)));
        var messages =
                IntStream.range(0, EACH_WAY).mapToObj(PolkadotJsTest::message).toList();
        var cases = new Cases(PhraseTest.DEVELOPMENT, PATHS, phrases, SIGNED, messages);
        answer = NodeScript.with("polkadot-js", "@polkadot/util-crypto", "13.5.9")
                .answer(PolkadotJsTest.class, "polkadot.mjs", cases);
    }

    private static Signed signed(int i) {
        var seed = new byte[SecretKey.SEED_BYTES];
        RANDOM.nextBytes(seed);
        var hotkey = Hotkey.fromSeed(seed);
        var message = message(i);
        // The last is of another message: what accepts everything is not believed.
        var signature = hotkey.sign(i == EACH_WAY - 1 ? new byte[1000] : DIGITS.parseHex(message));
        return new Signed(hotkey.address(), message, DIGITS.formatHex(signature));
    }

    private static String message(int length) {
        var message = new byte[length * 3];
        RANDOM.nextBytes(message);
        return DIGITS.formatHex(message);
    }

    @Test
    void derivesTheSameKeysByHardAndSoftJunctions() {
        assertThat(answer.path("derived").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(PATHS.stream()
                        .map(path -> Hotkey.fromUri(path).address())
                        .toList());
    }

    @Test
    void makesTheSameSeedsAndKeysOfPhrases() {
        var keys = answer.path("keys");
        assertThat(keys.size()).isEqualTo(1 + PHRASES.size());
        for (var i = 0; i < PHRASES.size(); i++) {
            var theirs = keys.path(1 + i);
            var seed = Phrase.parse(String.join(" ", PHRASES.get(i))).miniSecret();
            var key = SecretKey.expand(seed);
            assertThat(theirs.path("seed").asString()).isEqualTo(DIGITS.formatHex(seed));
            assertThat(theirs.path("address").asString()).isEqualTo(Ss58.encode(key.publicKey()));
            assertThat(theirs.path("secret").asString()).isEqualTo(DIGITS.formatHex(timesCofactor(key.bytes())));
        }
    }

    /** Polkadot's JavaScript keeps the scalar as Ed25519 does, times 8; Substrate and Bittensor do not. */
    private static byte[] timesCofactor(byte[] key) {
        var scalar = reversed(Arrays.copyOf(key, 32));
        var times8 = new BigInteger(1, scalar).shiftLeft(3).toByteArray();
        var out = key.clone();
        Arrays.fill(out, 0, 32, (byte) 0);
        for (var i = 0; i < Math.min(32, times8.length); i++) {
            out[i] = times8[times8.length - 1 - i];
        }
        return out;
    }

    private static byte[] reversed(byte[] bytes) {
        var out = new byte[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            out[i] = bytes[bytes.length - 1 - i];
        }
        return out;
    }

    @Test
    void theirsVerifiesOurSignaturesButNotThatOfAnotherMessage() {
        var valid = answer.path("valid").valueStream().map(JsonNode::asBoolean).toList();

        assertThat(valid).hasSize(EACH_WAY);
        assertThat(valid.subList(0, EACH_WAY - 1)).doesNotContain(false);
        assertThat(valid.getLast()).isFalse();
    }

    @Test
    void oursVerifiesTheirSignatures() {
        var made = answer.path("made").valueStream().toList();

        assertThat(made).hasSize(EACH_WAY).allSatisfy(one -> {
            var message = DIGITS.parseHex(one.path("message").asString());
            var signature = DIGITS.parseHex(one.path("signature").asString());
            var seed = Phrase.parse(one.path("phrase").asString()).miniSecret();
            assertThat(Hotkey.fromSeed(seed).address())
                    .isEqualTo(one.path("address").asString());
            assertThat(Signatures.verify(one.path("address").asString(), message, signature))
                    .isTrue();
            assertThat(Signatures.verify(one.path("address").asString(), new byte[1000], signature))
                    .isFalse();
        });
    }
}
