package io.assay.service.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.service.s3.StoreAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
    @Test
    void namesWhatIsMissing() {
        refuses("The setting a.b is missing.", "Set it, for example --a.b=X", () -> Setting.required("a.b", null, "X"));
        refuses("The setting a.b is missing.", "Set it, for example --a.b=X", () -> Setting.required("a.b", " ", "X"));
        assertThat(Setting.required("a.b", "c", "X")).isEqualTo("c");
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertThat(Setting.within("n", 1, 1, 3)).isEqualTo(1);
        assertThat(Setting.within("n", 3, 1, 3)).isEqualTo(3);
        refuses("The setting n is 0.", "Set it to 1 to 3.", () -> Setting.within("n", 0, 1, 3));
        refuses("The setting n is 4.", "Set it to 1 to 3.", () -> Setting.within("n", 4, 1, 3));
        var second = Duration.ofSeconds(1);
        assertThat(Setting.within("d", second, second, second)).isEqualTo(second);
        refuses(
                "The setting d is PT0S.",
                "Set it to PT1S to PT1S.",
                () -> Setting.within("d", Duration.ZERO, second, second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9000", "ftp://host", "http://", "http:///path", "not an address", "http://a b"})
    void refusesWhatIsNoHttpAddress(String text) {
        refuses(
                "The setting e is " + text + ".",
                "Set it to an http or https address such as http://x.",
                () -> Setting.http("e", text, "http://x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9000", "https://[::1]:1/path"})
    void takesHttpAddresses(String text) {
        assertThat(Setting.http("e", text, "http://x")).hasToString(text);
    }

    @Test
    void takesSeveralNodesOfAChain() {
        var nodes = List.of("ws://localhost:9944", " wss://user:the-secret@node/path?key=the-secret ");
        var settings = new ChainSettings(nodes, null, Duration.ofSeconds(1));

        assertThat(settings.nodes())
                .containsExactly("ws://localhost:9944", "wss://user:the-secret@node/path?key=the-secret");
        assertThat(settings.toString()).doesNotContain("the-secret");
    }

    @Test
    void refusesAChainWithoutNodesAndTheFormerSetting() {
        var second = Duration.ofSeconds(1);
        refuses(
                "The setting assay.chain.endpoints is missing.",
                "Set it, for example --assay.chain.endpoints=ws://localhost:9944",
                () -> new ChainSettings(List.of(), null, second));
        refuses(
                "The setting assay.chain.endpoint is no more: nodes are asked over WebSocket.",
                "Set assay.chain.endpoints instead, for example --assay.chain.endpoints=ws://localhost:9944",
                () -> new ChainSettings(null, "http://localhost:9944", second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:the-secret@node", "localhost:9944", "ws:///the-secret", "ws://a b"})
    void refusesWhatIsNoWebSocketAddressWithoutTellingIt(String text) {
        refuses(
                "The setting assay.chain.endpoints is no WebSocket address.",
                "Set it to a ws or wss address such as ws://localhost:9944.",
                () -> new ChainSettings(List.of("ws://localhost:9944", text), null, Duration.ofSeconds(1)));
    }

    @Test
    void keepsSecretsOutOfTexts() {
        var settings = new StoreSettings("http://localhost:1", "auto", "own", "AKIA-long-key-id", "the-secret");
        assertThat(settings.toString()).contains("own").doesNotContain("the-secret", "AKIA");
        assertThat(StoreAddress.of(settings).toString()).contains("AKIA").doesNotContain("the-secret", "long-key-id");
    }

    @Test
    void namesThePartOfTheStoreThatIsMissing() {
        refuses(
                "The setting assay.s3.secret-access-key is missing.",
                "Set it, for example --assay.s3.secret-access-key=SECRET",
                () -> new StoreSettings("http://localhost:1", "auto", "own", "id", null));
    }

    @Test
    void refusesReplicationOutOfRange() {
        refuses(
                "The setting assay.kafka.replication is 0.",
                "Set it to 1 to 9.",
                () -> new KafkaSettings("localhost:1", (short) 0));
    }

    @Test
    void namesAFileOfParametersThatCannotBeUsed(@TempDir Path directory) throws Exception {
        var file = directory.resolve("hparams.json");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new MechanismSettings(file).read())
                .withMessageContaining(file + ", which cannot be read");
        Files.writeString(file, "{\"netuid\": -1}");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new MechanismSettings(file).read())
                .withMessageContaining("The parameters in " + file + " cannot be used: ");
        Files.write(file, new byte[(1 << 20) + 1]);
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new MechanismSettings(file).read())
                .withMessageContaining("larger than 1 MiB");
    }

    @Test
    void analyzesIntoTheTwoLinesAnOperatorNeeds() {
        var failure = new IllegalStateException("outer", new InvalidSettingException("The setting a is 1.", "Set it."));
        var analysis = requireNonNull(new InvalidSettingAnalyzer().analyze(failure));
        assertThat(analysis.getDescription()).isEqualTo("The setting a is 1.");
        assertThat(analysis.getAction()).isEqualTo("Set it.");
    }

    private static void refuses(String problem, String remedy, ThrowingCallable call) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(call)
                .withMessage(problem)
                .satisfies(e -> assertThat(e.remedy()).isEqualTo(remedy));
    }
}
