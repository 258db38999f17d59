package io.assay.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.key.Hotkey;
import io.assay.chain.key.Signatures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class WalletMainTest {
    private static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    private static final String SEED = "e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private byte[] input = new byte[0];

    private int wallet(String... args) {
        return WalletMain.run(args, new ByteArrayInputStream(input), stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private List<String> said() {
        var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        out.reset();
        return lines;
    }

    private void assertRefused(String sentence, String... args) {
        err.reset();
        assertThat(wallet(args)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("assay wallet: ")
                .contains(sentence);
        assertThat(said()).isEmpty();
    }

    private String hotkeyFile(String content, String permissions) throws IOException {
        var file = Files.writeString(directory.resolve("hotkey"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file.toString();
    }

    private String alice() throws IOException {
        return hotkeyFile("{\"secretSeed\":\"0x" + SEED + "\",\"ss58Address\":\"" + ALICE + "\"}", "rw-------");
    }

    @Test
    void makesShowsSignsAndVerifiesWithoutASecretOnTheTerminal() throws IOException {
        var file = directory.resolve("default");
        var everything = new StringBuilder();

        assertThat(wallet("new", "--out", file.toString())).isZero();
        var made = said();
        var address = made.getFirst().substring("address  ".length());
        assertThat(made).containsExactly("address  " + address, "file     " + file);
        assertThat(wallet("show", file.toString())).isZero();
        var shown = said();
        assertThat(shown.getFirst()).isEqualTo("address  " + address);
        assertThat(wallet("sign", file.toString(), "--text", "a gradient")).isZero();
        var signed = said();
        assertThat(signed).hasSize(1).first().asString().matches("[0-9a-f]{128}");
        assertThat(wallet("verify", "--address", address, "--signature", signed.getFirst(), "--text", "a gradient"))
                .isZero();
        assertThat(said()).containsExactly("valid");
        assertRefused("is there already", "new", "--out", file.toString());
        everything.append(made).append(shown).append(signed).append(err);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused("is open to others", "sign", file.toString(), "--text", "x");
        everything.append(err);
        assertRefused("one hotkey file", "sign", file.toString(), file.toString());
        everything.append(err);

        assertHoldsNoSecret(everything.toString(), Files.readString(file));
    }

    private static void assertHoldsNoSecret(String everything, String content) {
        var json = JsonMapper.shared().readTree(content);
        var seed = json.path("secretSeed").asString().substring(2);
        var secret = json.path("privateKey").asString().substring(2);
        var words = json.path("secretPhrase").asString();
        assertThat(words.split(" ", -1)).hasSize(12);
        assertThat(everything.toLowerCase(Locale.ROOT))
                .contains(json.path("publicKey").asString())
                .doesNotContain(seed, seed.substring(0, 16), seed.substring(48))
                .doesNotContain(secret.substring(0, 16), secret.substring(112))
                .doesNotContain(words, words.substring(0, words.indexOf(' ', words.indexOf(' ') + 1)));
    }

    @Test
    void writesForTheOwnerAloneAndNeverOverwrites() throws IOException {
        var file = directory.resolve("default");
        assertThat(wallet("new", "--out", file.toString())).isZero();
        assertThat(said()).hasSize(2);
        var content = Files.readString(file);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertRefused("is there already and stays as it is", "new", "--out=" + file);
        assertRefused("is there already", "new", "--out", directory.toString());
        assertRefused(
                "there is no folder",
                "new",
                "--out",
                directory.resolve("no/such").toString());
        assertThat(file).hasContent(content);
    }

    @ParameterizedTest
    @CsvSource({
        "//Alice, 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
        "//Bob, 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty",
        "//Charlie, 5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y",
        "//Dave, 5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy",
        "//Eve, 5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw",
        "//Ferdie, 5CiPPseXPECbkjWCa6MnjNokrgYjMqmKndv2rSnekmSK2DjL"
    })
    void showsDevelopmentKeys(String uri, String address) {
        assertThat(wallet("show", "--uri", uri)).isZero();
        assertThat(said()).first().isEqualTo("address  " + address);
    }

    @Test
    void showsAddressAndPublicKeyOfAFile() throws IOException {
        assertThat(wallet("show", alice())).isZero();
        assertThat(said())
                .containsExactly(
                        "address  " + ALICE,
                        "public   0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");
    }

    @Test
    void signsTextFileAndStandardInputAsTheyAre() throws IOException {
        var hotkey = alice();
        input = "a line\n".getBytes(StandardCharsets.UTF_8);
        var file = Files.write(directory.resolve("message"), input).toString();

        wallet("sign", hotkey);
        assertSigned("a line\n");
        wallet("sign", hotkey, "--file", file);
        assertSigned("a line\n");
        wallet("sign", "--text", "é", hotkey);
        assertSigned("é");
        wallet("sign", hotkey, "--text=");
        assertSigned("");
    }

    private void assertSigned(String text) {
        var signature = HexFormat.of().parseHex(said().getFirst());
        assertThat(Signatures.verify(ALICE, text.getBytes(StandardCharsets.UTF_8), signature))
                .isTrue();
    }

    @Test
    void tellsAWrongSignatureByExitCode() {
        var signature = HexFormat.of().formatHex(Hotkey.fromUri("//Bob").sign("m".getBytes(StandardCharsets.UTF_8)));

        assertThat(wallet("verify", "--address", ALICE, "--signature", signature, "--text", "m"))
                .isEqualTo(1);
        assertThat(said()).containsExactly("not valid");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void verifiesWhatABrowsersWalletSignedAsBittensorDoes() {
        var marked = "<Bytes>m</Bytes>".getBytes(StandardCharsets.UTF_8);
        var signature = HexFormat.of().formatHex(Hotkey.fromUri("//Alice").sign(marked));

        assertThat(wallet("verify", "--address", ALICE, "--signature", "0x" + signature, "--text", "m"))
                .isZero();
        assertThat(wallet("verify", "--address", ALICE, "--signature", "0x" + signature, "--text", "n"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx-----x"})
    void refusesHotkeyFileThatIsOpenToOthers(String permissions) throws IOException {
        var file = hotkeyFile("{\"secretSeed\":\"" + SEED + "\"}", permissions);

        assertRefused("is open to others than its owner", "sign", file, "--text", "x");
        assertRefused("chmod 600", "show", file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$NACLxyz | is encrypted: write it without a password",
                "$ANSIBLE_VAULT;1.1;AES256 | is encrypted",
                "gAAAAABh | is encrypted",
                "rubbish e5be9a5092b81bca64be81d212e7f2f9 | is not JSON",
                "[] | has no secretSeed, secretPhrase or privateKey",
                "{\"secretSeed\":\"e5be\"} | has no secretSeed of 64 hexadecimal digits",
            })
    void refusesWhatHoldsNoKey(String content, String sentence) throws IOException {
        var file = hotkeyFile(content, "rw-------");

        assertRefused(sentence, "show", file);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(file).doesNotContain("e5be");
    }

    @Test
    void namesWhatIsNoFile() throws IOException {
        var absent = directory.resolve("absent").toString();

        assertRefused("there is no file " + absent, "show", absent);
        assertRefused("is a directory", "sign", directory.toString());
        assertRefused("is a pipe or a device", "show", "/dev/null");
        assertRefused("there is no file " + absent, "sign", alice(), "--file", absent);
        assertRefused("is a directory", "sign", alice(), "--file", directory.toString());
    }

    @Test
    void refusesMessageOfMoreThanItSigns() throws IOException {
        input = new byte[(16 << 20) + 1];

        assertRefused("standard input has more than 16777216 bytes", "sign", alice());
    }

    @Test
    void refusesCommandLinesWithWhatIsAllowed() throws IOException {
        var file = alice();
        var signature = "00".repeat(64);
        assertRefused("new, show, sign or verify");
        assertRefused("new, show, sign or verify", "export");
        assertRefused("give --out", "new");
        assertRefused("--out is no path", "new", "--out", " ");
        assertRefused("--out needs a value", "new", "--out");
        assertRefused("name one hotkey file; 0 are named", "show");
        assertRefused("allowed: --uri", "show", file, "--phrase", "x");
        assertRefused("belongs to no option", "show", "--uri", "//Alice", file);
        assertRefused("allowed: junctions", "show", "--uri", "bottom drive");
        assertRefused("two messages", "sign", file, "--text", "a", "--file", "b");
        assertRefused("--text is given twice", "sign", file, "--text", "a", "--text", "b");
        assertRefused("begins with 0x", "sign", file, "--text", "0x00");
        assertRefused("give --signature", "verify", "--address", ALICE);
        assertRefused("128 hexadecimal digits", "verify", "--address", ALICE, "--signature", "12");
        assertRefused("give --address", "verify", "--signature", signature);
        assertRefused("wrong checksum", "verify", "--address", ALICE.replace("QY", "QZ"), "--signature", signature);
    }

    @Test
    void tellsHowItIsUsed() {
        assertThat(wallet("--help")).isZero();
        assertThat(said()).first().asString().startsWith("usage: ./assay wallet new");
        assertThat(wallet("sign", "--help")).isZero();
    }
}
