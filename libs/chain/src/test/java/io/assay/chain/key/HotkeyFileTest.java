package io.assay.chain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotkeyFileTest {
    private static final String SEED = "e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";
    private static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    private static final String BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

    @TempDir
    private Path directory;

    @Test
    void readsPlainFile() throws IOException {
        var file =
                written("{\"accountId\":\"0x00\",\"secretSeed\":\"0x" + SEED + "\",\"ss58Address\":\"" + ALICE + "\"}");

        assertThat(Hotkey.fromFile(file).address()).isEqualTo(ALICE);
    }

    @Test
    void refusesEncryptedFileAndTellsWhatToDo() throws IOException {
        assertRefused("$NACL\u0001\u0002", "is encrypted", "--no-use-password");
        assertRefused("$ANSIBLE_VAULT;1.1;AES256", "is encrypted", "--no-use-password");
    }

    @Test
    void refusesFileWithoutSeed() throws IOException {
        assertRefused("{\"secretPhrase\":\"bottom drive obey\"}", "has no secretSeed", "regen-hotkey");
        assertRefused("{\"secretSeed\":null}", "has no secretSeed", "regen-hotkey");
        assertRefused("{\"secretSeed\":\"0x1234\"}", "has no secretSeed", "regen-hotkey");
    }

    @Test
    void refusesFileOfAnotherAddress() throws IOException {
        assertRefused("{\"secretSeed\":\"0x" + SEED + "\",\"ss58Address\":\"" + BOB + "\"}", BOB, ALICE);
    }

    @Test
    void refusesWhatIsNoJsonWithoutQuotingIt() throws IOException {
        assertRefused(SEED + " is my seed", "is not JSON", "hotkeys folder");
    }

    @Test
    void refusesLargeFile() throws IOException {
        assertRefused(" ".repeat(20_000), "is larger than 16384 bytes", "no hotkey file");
    }

    private void assertRefused(String content, String reason, String remedy) throws IOException {
        var file = written(content);

        assertThatThrownBy(() -> Hotkey.fromFile(file))
                .isInstanceOf(UnusableHotkeyFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason)
                .hasMessageContaining(remedy)
                .satisfies(e -> assertThat(e.toString()).doesNotContain(SEED).doesNotContain("bottom"));
    }

    private Path written(String content) throws IOException {
        return Files.writeString(directory.resolve("default"), content);
    }
}
