package io.assay.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.assay.service.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SketchSecretFileTest {
    @TempDir
    Path directory;

    @Test
    void makesASecretOnceThatOnlyItsOwnerReads() throws IOException {
        var file = directory.resolve("secret");
        SketchSecretFile.keys(file);
        var content = Files.readAllBytes(file);
        assertThat(content).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        SketchSecretFile.keys(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThat(SketchSecretFile.random()).isNotEqualTo(SketchSecretFile.random());
    }

    @Test
    void refusesASecretThatOthersMayRead() throws IOException {
        var file = directory.resolve("secret");
        SketchSecretFile.keys(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> SketchSecretFile.keys(file))
                .withMessageContaining("assay.ingest.sketch-secret-file")
                .satisfies(e -> assertThat(e.remedy()).contains("chmod 600 " + file));
    }

    /** As a mounted secret is: a link to what its group may read. */
    @Test
    void takesASecretThatItsGroupMayRead() throws IOException {
        var file = directory.resolve("secret");
        SketchSecretFile.keys(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        var link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertThatNoException().isThrownBy(() -> SketchSecretFile.keys(link));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> SketchSecretFile.keys(link));
    }

    @Test
    void refusesAFileOfAnotherLengthAndShowsNothingOfIt() throws IOException {
        var file = directory.resolve("secret");
        SketchSecretFile.keys(file);
        Files.write(file, "short secret".getBytes(UTF_8));
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> SketchSecretFile.keys(file))
                .withMessageContaining("has 12 bytes instead of 32")
                .satisfies(e -> assertThat(e.getMessage() + e.remedy()).doesNotContain("short secret"));
    }

    @Test
    void saysThatAFolderIsMissing() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> SketchSecretFile.keys(directory.resolve("no/such/secret")))
                .withMessageContaining("cannot be used");
    }
}
