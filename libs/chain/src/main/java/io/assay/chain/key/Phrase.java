package io.assay.chain.key;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A BIP-39 phrase of English words. Its mini-secret is Substrate's (substrate-bip39): PBKDF2-HMAC-SHA512 over the entropy
 * that the words spell, where BIP-39 itself takes the words.
 */
final class Phrase {
    private static final int WORD_BITS = 11;
    private static final int ENTROPY_BYTES = 16;
    private static final int ROUNDS = 2048;
    private static final List<Integer> LENGTHS = List.of(12, 15, 18, 21, 24);
    // "mnemonic", and after it no password.
    private static final byte[] SALT = {'m', 'n', 'e', 'm', 'o', 'n', 'i', 'c'};

    private final byte[] entropy;

    private Phrase(byte[] entropy) {
        this.entropy = entropy;
    }

    /** Twelve words, as Bittensor's wallet makes them. */
    static Phrase random(RandomGenerator random) {
        var entropy = new byte[ENTROPY_BYTES];
        random.nextBytes(entropy);
        return new Phrase(entropy);
    }

    /**
     * The phrase of words with blanks between them.
     *
     * @throws IllegalArgumentException telling what is wrong, without any of the words
     */
    static Phrase parse(String text) {
        var words = text.strip().split("\\s+", -1);
        if (!LENGTHS.contains(words.length)) {
            throw new IllegalArgumentException("has " + words.length + " words, allowed: 12, 15, 18, 21 or 24");
        }
        var bits = bits(words);
        var entropy = Arrays.copyOf(bits, words.length * 4 / 3);
        var checksumBits = words.length / 3;
        var difference = (bits[entropy.length] ^ WordList.sha256(entropy)[0]) & 0xff;
        Arrays.fill(bits, (byte) 0);
        if (difference >>> (8 - checksumBits) != 0) {
            throw new IllegalArgumentException("has a wrong checksum: a word is another or at another place");
        }
        return new Phrase(entropy);
    }

    private static byte[] bits(String[] words) {
        var bits = new byte[(words.length * WORD_BITS + 7) / 8];
        for (var i = 0; i < words.length; i++) {
            var index = WordList.english().index(words[i]);
            if (index < 0) {
                throw new IllegalArgumentException("has a word " + (i + 1) + " that is not in BIP-39's English list");
            }
            for (var bit = 0; bit < WORD_BITS; bit++) {
                var place = i * WORD_BITS + bit;
                bits[place / 8] |= (byte) (bit(index, WORD_BITS - 1 - bit) << (7 - place % 8));
            }
        }
        return bits;
    }

    List<String> words() {
        var bits = Arrays.copyOf(entropy, entropy.length + 1);
        bits[entropy.length] = WordList.sha256(entropy)[0];
        var words = IntStream.range(0, entropy.length * 3 / 4)
                .mapToObj(i -> WordList.english().word(index(bits, i)))
                .toList();
        Arrays.fill(bits, (byte) 0);
        return words;
    }

    private static int index(byte[] bits, int word) {
        var index = 0;
        for (var place = word * WORD_BITS; place < (word + 1) * WORD_BITS; place++) {
            index = 2 * index + bit(bits[place / 8], 7 - place % 8);
        }
        return index;
    }

    private static int bit(int value, int place) {
        return (value >> place) & 1;
    }

    /** The seed of the phrase's key, {@value SecretKey#SEED_BYTES} bytes. */
    byte[] miniSecret() {
        var derivation = new PKCS5S2ParametersGenerator(new SHA512Digest());
        derivation.init(entropy, SALT, ROUNDS);
        return ((KeyParameter) derivation.generateDerivedParameters(SecretKey.SEED_BYTES * 8)).getKey();
    }

    /** Overwrites what it holds; it is of no use afterwards. */
    void wipe() {
        Arrays.fill(entropy, (byte) 0);
    }

    /** The number of words only. */
    @Override
    public String toString() {
        return "Phrase[" + entropy.length * 3 / 4 + " words]";
    }
}
