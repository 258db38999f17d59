package io.assay.chain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSignatureTest {
    private static final Hotkey ALICE = Hotkey.fromUri("//Alice");
    private static final Instant AT = Instant.ofEpochMilli(1_767_225_600_123L);
    private static final byte[] BODY = "{\"netuid\":3,\"window\":7}".getBytes(StandardCharsets.UTF_8);
    private static final RequestSignature SIGNED =
            RequestSignature.sign(ALICE, AT.plusNanos(999), "POST", "/api/v1/arrivals", BODY);

    @Test
    void signsExactlyTheBytesThatTheContractNames() {
        // sha256sum of the body, by another program
        var message = "POST\n/api/v1/arrivals\n" + "c4c9b64e432bba72ae48fd1a12b54e75e3fe951a4fe14c4a360157e466aa3526"
                + "\n1767225600123";
        var signature = HexFormat.of().parseHex(SIGNED.hex());

        assertThat(Signatures.verify(ALICE.address(), message.getBytes(StandardCharsets.UTF_8), signature))
                .isTrue();
    }

    @Test
    void acceptsWhatPolkadotsUtilCryptoHasSigned() {
        var signature = RequestSignature.parse(
                "5EsNLFaGe9XK5LzWH3i6eC2Wqv6YqZS1442N1C4yeSdP6uxy",
                "1795694354575",
                "b8141e94ad590c5c9a0519338e75db0e5c26bc20d2d4598c7c7f6017be690c36"
                        + "31517c6fdd03a3593d06cece9181a3de30a363d95f49607a7485e9447e11c48e");
        assertThat(signature.verify("POST", "/api/v1/arrivals", BODY)).isTrue();
        assertThat(signature.verify("POST", "/api/v1/arrivals", new byte[0])).isFalse();
    }

    @Test
    void isAcceptedAsReadFromItsHeaders() {
        var headers = SIGNED.headers();

        assertThat(headers)
                .hasSize(3)
                .containsEntry("Assay-Hotkey", ALICE.address())
                .containsEntry("Assay-Timestamp", "1767225600123");
        var read =
                RequestSignature.parse(ALICE.address(), "1767225600123", headers.getOrDefault("Assay-Signature", ""));
        assertThat(read).isEqualTo(SIGNED);
        assertThat(read.verify("POST", "/api/v1/arrivals", BODY)).isTrue();
        assertThat(read.signedAt()).isEqualTo(AT);
    }

    @ParameterizedTest
    @CsvSource({"PUT, /api/v1/arrivals, true", "POST, /api/v1/arrival, true", "POST, /api/v1/arrivals, false"})
    void isOfNoOtherRequest(String method, String path, boolean sameBody) {
        assertThat(SIGNED.verify(method, path, sameBody ? BODY : new byte[0])).isFalse();
    }

    @Test
    void isOfNoOtherTimeAndNoOtherSigner() {
        var later = new RequestSignature(SIGNED.hotkey(), SIGNED.timestampMillis() + 1, SIGNED.hex());
        var bobs = new RequestSignature(Hotkey.fromUri("//Bob").address(), SIGNED.timestampMillis(), SIGNED.hex());

        assertThat(later.verify("POST", "/api/v1/arrivals", BODY)).isFalse();
        assertThat(bobs.verify("POST", "/api/v1/arrivals", BODY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "01", "1.0", "1e3", " 1", "1000000000000000", "99999999999999999999", "x"})
    void refusesATimestampThatCouldBeWrittenInAnotherWay(String timestamp) {
        assertThatThrownBy(() -> RequestSignature.parse(ALICE.address(), timestamp, SIGNED.hex()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Assay-Timestamp is malformed, allowed: Unix time in milliseconds");
    }

    @Test
    void refusesASignatureOfAnotherLengthAndDoesNotRepeatIt() {
        var cut = SIGNED.hex().substring(2);
        for (var hex : new String[] {"", cut, "0x" + cut, SIGNED.hex() + "00", cut + "zz"}) {
            assertThatThrownBy(() -> RequestSignature.parse(ALICE.address(), "1", hex))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Assay-Signature is malformed, allowed: 128 hexadecimal digits");
        }
    }

    @Test
    void refusesAnAddressThatIsNone() {
        var mistyped = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ";
        assertThatThrownBy(() -> RequestSignature.parse("alice", "1", SIGNED.hex()))
                .hasMessage("Assay-Hotkey is malformed, allowed: an SS58 address");
        assertThatThrownBy(() -> RequestSignature.parse(mistyped, "1", SIGNED.hex()))
                .hasMessage("Assay-Hotkey: address '" + mistyped + "' has a wrong checksum: it was mistyped or cut");
    }

    @Test
    void keepsTheSignatureOutOfItsText() {
        assertThat(SIGNED.toString()).contains(ALICE.address()).doesNotContain(SIGNED.hex());
    }
}
