package io.assay.chain.key;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Writes a hotkey file with the members that Bittensor's wallet gives one without a password. */
final class NewHotkeyFile {
    private static final int CAPACITY = 1024;

    private NewHotkeyFile() {}

    static void write(Path file, RandomGenerator random) throws IOException {
        var phrase = Phrase.random(random);
        var seed = phrase.miniSecret();
        try (var text = new SecretText(CAPACITY)) {
            compose(text, phrase, seed);
            save(file, text);
        } finally {
            Arrays.fill(seed, (byte) 0);
            phrase.wipe();
        }
    }

    private static void compose(SecretText text, Phrase phrase, byte[] seed) {
        var key = SecretKey.expand(seed);
        var secret = key.bytes();
        text.text("{\"accountId\": \"").hex(key.publicKey());
        text.text("\", \"publicKey\": \"").hex(key.publicKey());
        text.text("\", \"privateKey\": \"").hex(secret);
        text.text("\", \"secretPhrase\": \"");
        var blank = "";
        for (var word : phrase.words()) {
            text.text(blank).text(word);
            blank = " ";
        }
        text.text("\", \"secretSeed\": \"").hex(seed);
        text.text("\", \"ss58Address\": \"").text(Ss58.encode(key.publicKey())).text("\"}");
        Arrays.fill(secret, (byte) 0);
    }

    private static void save(Path file, SecretText text) throws IOException {
        try (var channel = create(file)) {
            try {
                for (var content = text.content(); content.hasRemaining(); ) {
                    channel.write(content);
                }
                force(channel);
            } catch (IOException e) {
                // A half-written file would stand in the way of the next try, and be taken for a key.
                Files.delete(file);
                throw e;
            }
        }
    }

    /** Nobody else can read it from its first moment on; what is there already, a link included, is left alone. */
    private static SeekableByteChannel create(Path file) throws IOException {
        try {
            return Files.newByteChannel(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            throw new FileSystemException(
                    file.toString(), null, "its file system has no permissions, " + e.getMessage());
        }
    }

    private static void force(SeekableByteChannel channel) throws IOException {
        if (channel instanceof FileChannel written) {
            written.force(true);
        }
    }
}
