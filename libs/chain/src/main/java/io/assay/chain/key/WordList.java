package io.assay.chain.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** BIP-39's English list of 2,048 words, as web3j ships it; another list would make other keys, so its digest is held. */
final class WordList {
    private static final String RESOURCE = "/en-mnemonic-word-list.txt";
    private static final String SHA256 = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda";

    private final List<String> words;
    private final Map<String, Integer> indices = new HashMap<>();

    private WordList(List<String> words) {
        this.words = words;
        for (var i = 0; i < words.size(); i++) {
            indices.put(words.get(i), i);
        }
    }

    private static final class English {
        private static final WordList LIST = new WordList(read());
    }

    static WordList english() {
        return English.LIST;
    }

    String word(int index) {
        return words.get(index);
    }

    /** The word's place, or -1 if it has none. */
    int index(String word) {
        return indices.getOrDefault(word, -1);
    }

    private static List<String> read() {
        try (var in = WordList.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing on the class path: add org.web3j:crypto to it");
            }
            var bytes = in.readNBytes(1 << 16);
            if (!HexFormat.of().formatHex(sha256(bytes)).equals(SHA256)) {
                throw new IllegalStateException(RESOURCE + " on the class path is not BIP-39's English list");
            }
            return new String(bytes, StandardCharsets.US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
