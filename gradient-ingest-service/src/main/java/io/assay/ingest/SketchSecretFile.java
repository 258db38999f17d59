package io.assay.ingest;

import io.assay.ingest.core.SketchKeys;
import io.assay.service.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/** The file that holds the secret of the copy sketches. What is in it is never shown. */
final class SketchSecretFile {
    private static final String NAME = "assay.ingest.sketch-secret-file";
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    /** A mounted secret is its group's to read, and its group that of the pod. */
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("----wxrwx");

    private SketchSecretFile() {}

    /**
     * Reads the secret, which is made first when there is none.
     *
     * @throws InvalidSettingException naming the file and what to do
     */
    static SketchKeys keys(Path file) {
        try {
            create(file);
            var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            permissions.retainAll(OTHERS);
            if (!permissions.isEmpty()) {
                throw invalid(file, "may be read or changed by others", "Run chmod 600 " + file + ".");
            }
            if (Files.size(file) != BYTES) {
                throw invalid(
                        file,
                        "has " + Files.size(file) + " bytes instead of " + BYTES,
                        "Remove it, and another one is made.");
            }
            return SketchKeys.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw invalid(
                    file, "cannot be used: " + e.getMessage(), "Set it to a file in a folder that can be written.");
        }
    }

    /** A secret that is written nowhere. */
    static byte[] random() {
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    private static InvalidSettingException invalid(Path file, String problem, String remedy) {
        return new InvalidSettingException(
                "The setting " + NAME + " names " + file + ", which " + problem + ".", remedy);
    }

    private static void create(Path file) throws IOException {
        try (var channel = Files.newByteChannel(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER))) {
            channel.write(ByteBuffer.wrap(random()));
        } catch (FileAlreadyExistsException _) {
            // It is from an earlier start.
        }
    }
}
