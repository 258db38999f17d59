package io.assay.chain.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.runtime.ExtensionDescription;
import io.assay.chain.runtime.PalletDescription;
import io.assay.chain.runtime.RuntimeDescription;
import io.assay.chain.runtime.SmallRuntime;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataReaderTest {
    private final byte[] blob = MetadataWriter.write(SmallRuntime.DESCRIPTION.metadata(15));

    @ParameterizedTest
    @ValueSource(ints = {14, 15})
    void aBlobThatIsCutOffAnywhereIsRefused(int version) {
        var whole = MetadataWriter.write(SmallRuntime.DESCRIPTION.metadata(version));

        for (var length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> MetadataReader.read(cut))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(UnreadableMetadataException.class)
                    .hasMessageMatching("metadata: at offset \\d+: expected .+, found .+")
                    .hasCauseInstanceOf(MalformedScaleException.class);
        }
    }

    /** Every byte of the blob: refused with a reason, or read as something that can be used without another exception. */
    @ParameterizedTest
    @ValueSource(ints = {14, 15})
    void aBlobWithOneByteChangedIsRefusedOrHolds(int version) {
        var whole = MetadataWriter.write(SmallRuntime.DESCRIPTION.metadata(version));

        for (var at = 0; at < whole.length; at++) {
            var random = new Random(at);
            var changed = whole.clone();
            changed[at] ^= (byte) (1 + random.nextInt(255));
            Damage.readAndUse(changed, random);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "finney-spec343-v14.scale",
                "finney-spec343-v15.scale",
                "finney-spec365-v16.scale",
                "finney-spec393-v16.scale"
            })
    void blobsOfMainnetMayBeCutOffAndDamagedToo(String name) throws Exception {
        var whole = Finney.bytes(name);
        var random = new Random(1);
        for (var i = 0; i < 50; i++) {
            var cut = Arrays.copyOf(whole, random.nextInt(whole.length));
            assertThatThrownBy(() -> MetadataReader.read(cut)).isInstanceOf(UnreadableMetadataException.class);

            var changed = whole.clone();
            changed[random.nextInt(whole.length)] = (byte) random.nextInt();
            Damage.readAndUse(changed, random);
        }
    }

    /** Names come into logs. */
    @Test
    void aNameOfSeveralLinesIsRefused() {
        for (var name : List.of("Sys\ntem", "System\u202e", "S".repeat(257))) {
            var pallet = PalletDescription.builder(name, 0, "frame_system").build();
            var runtime = new RuntimeDescription("runtime", List.of(pallet), ExtensionDescription.STANDARD, List.of());
            var written = MetadataWriter.write(runtime.metadata(14));

            assertThatThrownBy(() -> MetadataReader.read(written))
                    .isInstanceOf(UnreadableMetadataException.class)
                    .hasMessageContaining("a name of at most 256 printable characters");
        }
    }

    @Test
    void readsTheAnswerOfTheRuntimeApi() {
        var answer = new ScaleWriter().bool(true).bytes(blob).toBytes();

        assertThat(MetadataReader.readAnswer(answer)).contains(SmallRuntime.DESCRIPTION.metadata(15));
        assertThat(MetadataReader.readAnswer(new byte[] {0})).isEmpty();
    }

    @Test
    void theTwoFormsAreNotMistakenForEachOther() {
        var answer = new ScaleWriter().bool(true).bytes(blob).toBytes();

        assertRefused(
                answer,
                "metadata: at offset 0: expected 'meta', found something else: a blob without its wrapping is needed");
        assertThatThrownBy(() -> MetadataReader.readAnswer(blob))
                .isInstanceOf(UnreadableMetadataException.class)
                .hasMessage("answer with metadata: at offset 0: expected an option, 0 or 1, found 109");
    }

    @Test
    void otherVersionsAreNamed() {
        blob[4] = 13;
        assertRefused(blob, "metadata: at offset 4: expected metadata of version 14, 15 or 16, found version 13");
    }

    @Test
    void bytesAfterTheEndAreNamed() {
        assertRefused(
                Arrays.copyOf(blob, blob.length + 3),
                "metadata: at offset " + blob.length + ": expected the end, found 3 more bytes");
    }

    @Test
    void aBlobThatIsTooLargeIsNotLookedAt() {
        assertRefused(new byte[MetadataReader.MAX_BYTES + 1], "metadata of 4194305 bytes, allowed: at most 4194304");
    }

    @Test
    void typesAreNumberedInOrder() {
        var types =
                new ScaleWriter().u32(0x6174656dL).u8(15).compact(1).compact(1).fixed(new byte[20]);

        assertRefused(types.toBytes(), "metadata: at offset 6: expected type 0, found type 1");
    }

    @Test
    void aReferenceToNoTypeIsNamed() {
        var types = new ScaleWriter()
                .u32(0x6174656dL)
                .u8(15)
                .compact(1)
                .compact(0)
                .compact(0)
                .compact(0);
        types.u8(2).compact(9).compact(0);

        assertRefused(types.toBytes(), "metadata: type 0 refers to type 9 of 1");
    }

    private static void assertRefused(byte[] blob, String message) {
        assertThatThrownBy(() -> MetadataReader.read(blob))
                .isInstanceOf(UnreadableMetadataException.class)
                .hasMessage(message);
    }
}
