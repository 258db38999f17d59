package io.assay.chain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.Hex;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

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
        assertRefused("{\"secretSeed\":null}", "has no secretSeed, secretPhrase or privateKey", "pub.txt");
        assertRefused("{\"secretSeed\":\"0x1234\"}", "has no secretSeed", "regen-hotkey");
    }

    @Test
    void readsFileWithPhraseOnly() throws IOException {
        var file = written("{\"secretPhrase\":\"" + PhraseTest.DEVELOPMENT + "\",\"secretSeed\":null}");

        assertThat(Hotkey.fromFile(file).address()).isEqualTo("5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV");
    }

    @Test
    void refusesPhraseThatIsNoneWithoutQuotingIt() throws IOException {
        var words = PhraseTest.DEVELOPMENT;
        assertRefused("{\"secretPhrase\":\"bottom drive obey\"}", "has 3 words", "regen-hotkey");
        assertRefused("{\"secretPhrase\":\"" + words.replace("obey", "obeys") + "\"}", "has a word 3", "regen-hotkey");
        assertRefused("{\"secretPhrase\":\"" + words.replace("walk", "fit") + "\"}", "wrong checksum", "regen-hotkey");
    }

    @Test
    void readsFileWithPrivateKeyOnlyAsNewerWalletsWriteIt() throws IOException {
        var alice = SecretKey.expand(HexFormat.of().parseHex(SEED));
        var file = written("{\"privateKey\":\"" + Hex.of(alice.bytes()) + "\",\"cryptoType\":1,\"ss58Address\":\""
                + ALICE + "\"}");

        var hotkey = Hotkey.fromFile(file);

        assertThat(hotkey.address()).isEqualTo(ALICE);
        assertThat(Signatures.verify(ALICE, new byte[3], hotkey.sign(new byte[3])))
                .isTrue();
    }

    @Test
    void refusesPrivateKeyThatIsNone() throws IOException {
        assertRefused("{\"privateKey\":\"0x1234\"}", "has no privateKey of 128", "regen-hotkey");
        assertRefused("{\"privateKey\":\"" + "f".repeat(128) + "\"}", "no sr25519 key", "regen-hotkey");
        assertRefused("{\"cryptoType\":0,\"secretSeed\":\"" + SEED + "\"}", "no sr25519 key", "make one");
    }

    @Test
    void showsNoSecretThatStandsWhereTheAddressShould() throws IOException {
        assertRefused("{\"secretSeed\":\"" + SEED + "\",\"ss58Address\":\"" + SEED + "\"}", "what is none", "backup");
    }

    @Test
    void createsFileThatHasAllMembersAndReadsBackByEach() throws IOException {
        var file = directory.resolve("new");

        var hotkey = Hotkey.createFile(file);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(json.propertyNames())
                .containsExactly("accountId", "publicKey", "privateKey", "secretPhrase", "secretSeed", "ss58Address");
        assertThat(json.path("ss58Address").asString()).isEqualTo(hotkey.address());
        assertThat(json.path("publicKey").asString()).isEqualTo(Hex.of(hotkey.publicKey()));
        assertThat(json.path("accountId").asString()).isEqualTo(Hex.of(hotkey.publicKey()));
        for (var member : List.of("privateKey", "secretPhrase", "secretSeed")) {
            var alone = written("{\"" + member + "\":\"" + json.path(member).asString() + "\"}");
            assertThat(Hotkey.fromFile(alone).address()).isEqualTo(hotkey.address());
        }
    }

    @Test
    void createsAnotherKeyEachTime() throws IOException {
        assertThat(Hotkey.createFile(directory.resolve("a")).address())
                .isNotEqualTo(Hotkey.createFile(directory.resolve("b")).address());
    }

    @Test
    void overwritesNeitherFilesNorLinks() throws IOException {
        var file = written("precious");
        var link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("elsewhere"));

        assertThatThrownBy(() -> Hotkey.createFile(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> Hotkey.createFile(link)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("precious");
        assertThat(directory.resolve("elsewhere")).doesNotExist();
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
