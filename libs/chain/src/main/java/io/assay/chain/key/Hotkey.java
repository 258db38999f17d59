package io.assay.chain.key;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** An sr25519 key pair: a miner's or validator's identity. Only the address is ever shown. */
public final class Hotkey {
    /** Mini-secret of the development phrase that polkadot.js and subkey derive {@code //Alice} from. */
    private static final String DEVELOPMENT_SEED = "fac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e";

    private final SecretKey key;
    private final String address;

    Hotkey(SecretKey key) {
        this.key = key;
        this.address = Ss58.encode(key.publicKey());
    }

    /**
     * A development key, known to everyone.
     *
     * @param uri junctions, hard as {@code //Alice} and {@code //miner//3} or soft as {@code //Alice/0}
     * @throws IllegalArgumentException if it is anything else
     */
    public static Hotkey fromUri(String uri) {
        var key = SecretKey.expand(HexFormat.of().parseHex(DEVELOPMENT_SEED));
        for (var junction : Junctions.parse(uri)) {
            key = key.derive(junction);
        }
        return new Hotkey(key);
    }

    /**
     * The key of a mini-secret.
     *
     * @param seed 32 bytes, copied
     */
    public static Hotkey fromSeed(byte[] seed) {
        if (seed.length != SecretKey.SEED_BYTES) {
            throw new IllegalArgumentException("a seed has " + seed.length + " bytes, allowed: 32");
        }
        return new Hotkey(SecretKey.expand(seed));
    }

    /**
     * Reads a hotkey file of Bittensor's wallet: plain JSON with {@code secretSeed}, {@code secretPhrase} (BIP-39, English,
     * without a password) or {@code privateKey}; the first of them that is there counts.
     *
     * @throws IOException if it cannot be read
     * @throws UnusableHotkeyFileException if it is encrypted, has no secret or another key's address; tells what to do
     */
    public static Hotkey fromFile(Path file) throws IOException {
        return HotkeyFile.read(file);
    }

    /**
     * Makes a key from the system's randomness and writes it to a new file, as Bittensor's wallet does without a password:
     * {@code accountId}, {@code publicKey}, {@code privateKey}, {@code secretPhrase} of twelve words, {@code secretSeed} and
     * {@code ss58Address}. Only the file's owner can read it.
     *
     * @return the key as read back from the file
     * @throws java.nio.file.FileAlreadyExistsException if anything is there, which is left alone
     * @throws IOException if it cannot be written; then there is no file
     */
    public static Hotkey createFile(Path file) throws IOException {
        NewHotkeyFile.write(file, new SecureRandom());
        return HotkeyFile.read(file);
    }

    /** SS58 address with prefix 42. */
    public String address() {
        return address;
    }

    /** The public key, 32 bytes. */
    public byte[] publicKey() {
        return key.publicKey();
    }

    /** An sr25519 signature in Substrate's context, 64 bytes; another one each time. */
    public byte[] sign(byte[] message) {
        return key.sign(message, new SecureRandom());
    }

    /** The address only. */
    @Override
    public String toString() {
        return address;
    }
}
