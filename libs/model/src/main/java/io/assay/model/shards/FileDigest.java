package io.assay.model.shards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, 64 lower-case hexadecimal digits. */
public final class FileDigest {
    private static final int PART = 1 << 18;

    private FileDigest() {}

    /** Of a file, in one pass through a buffer of 256 KiB. */
    public static String sha256(Path file) throws IOException {
        var digest = create();
        var buffer = new byte[PART];
        try (var in = Files.newInputStream(file)) {
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of bytes. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(create().digest(bytes));
    }

    static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
