package io.assay.inspect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FileInQuestionTest {
    @TempDir
    Path directory;

    @Test
    void mapsAFileAndTakesItsDigest() throws IOException {
        // FIPS 180-2, appendix B.1.
        var path = Files.writeString(directory.resolve("abc"), "abc");
        try (var file = FileInQuestion.open(path)) {
            assertThat(file.name()).isEqualTo(path.toString());
            assertThat(file.content().toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo("abc".getBytes(StandardCharsets.US_ASCII));
            assertThat(file.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        }
    }

    @Test
    void opensAnEmptyFile() throws IOException {
        try (var file = FileInQuestion.open(Files.createFile(directory.resolve("empty")))) {
            assertThat(file.content().byteSize()).isZero();
            assertThat(file.sha256()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        }
    }

    @Test
    void refusesWhatIsNotThere() {
        refuses(directory.resolve("gone"), "there is no file " + directory.resolve("gone"));
    }

    @Test
    void refusesADirectory() {
        refuses(directory, "is a directory: name a file in it");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void refusesAPipeWithoutWaitingForIt() throws Exception {
        var pipe = directory.resolve("pipe");
        var made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.exists(pipe)).isTrue();
        refuses(pipe, "is a pipe or a device, no file: save what comes out of it");
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        var path = directory.resolve("large");
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(FileInQuestion.MAX_BYTES + 1);
        }
        refuses(path, "has 17179869185 bytes, looked into are at most 17179869184");
    }

    private static void refuses(Path path, String sentence) {
        assertThatThrownBy(() -> FileInQuestion.open(path))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining(sentence);
    }
}
