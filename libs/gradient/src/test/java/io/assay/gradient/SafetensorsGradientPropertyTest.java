package io.assay.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.gradient.GradientReading.Accepted;
import io.assay.gradient.GradientReading.Refused;
import io.assay.protocol.hparams.ParameterShape;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Random files, whole and broken. */
class SafetensorsGradientPropertyTest {
    private static final byte[] VALID = Example.file();
    private static final int DATA = 90;
    private static final Accepted ACCEPTED = new Accepted(Example.gradient(1), Example.METADATA);

    @Property(tries = 300)
    void roundTrip(
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 40) int columns,
            @ForAll @IntRange(min = 1, max = 70) int length,
            @ForAll @IntRange(min = 1, max = 64) int targetChunk,
            @ForAll @IntRange(min = 1, max = 40) int topk,
            @ForAll int seed) {
        var shapes = List.of(ParameterShape.vector("a", length), ParameterShape.matrix("b", rows, columns));
        var layout = GradientLayout.of(shapes, targetChunk, topk, 3);
        var gradient = Example.gradient(layout, seed);
        var file = SafetensorsGradient.write(layout, gradient, Example.METADATA);
        assertThat((long) file.length).isLessThanOrEqualTo(layout.maxFileBytes());
        assertThat(GradientFile.read(file, layout, Example.EXPECTED))
                .isEqualTo(new Accepted(gradient, Example.METADATA));
    }

    @Property(tries = 500)
    void truncationIsRefused(@ForAll @IntRange(max = 2000) int length) {
        var cut = Arrays.copyOf(VALID, length % VALID.length);
        assertThat(read(cut)).isInstanceOf(Refused.class);
    }

    @Property(tries = 500)
    void trailingBytesAreRefused(@ForAll @Size(min = 1, max = 200) byte[] more) {
        var longer = Arrays.copyOf(VALID, VALID.length + more.length);
        System.arraycopy(more, 0, longer, VALID.length, more.length);
        assertThat(read(longer)).isInstanceOf(Refused.class);
    }

    @Property(tries = 5000)
    void flippedBitOfHeaderNeverChangesTheGradient(@ForAll @IntRange(max = 1 << 20) int position) {
        var bit = position % (8 * (VALID.length - DATA));
        switch (read(flipped(bit))) {
            case Accepted(var gradient, var metadata) -> {
                assertThat(gradient).isEqualTo(ACCEPTED.gradient());
                assertThat(metadata.window()).isEqualTo(ACCEPTED.metadata().window());
                assertThat(metadata.uid()).isEqualTo(ACCEPTED.metadata().uid());
                assertThat(metadata.hotkey()).isEqualTo(ACCEPTED.metadata().hotkey());
            }
            case Refused refused -> assertThat(refused.detail()).isNotBlank();
        }
    }

    @Property(tries = 2000)
    void flippedBitOfDataChangesOneCoefficientOrIsRefused(@ForAll @IntRange(max = 8 * DATA - 1) int bit) {
        switch (read(flipped(8 * (VALID.length - DATA) + bit))) {
            case Accepted(var gradient, var metadata) -> {
                assertThat(metadata).isEqualTo(ACCEPTED.metadata());
                assertThat(differences(gradient)).isEqualTo(1);
            }
            case Refused refused -> assertThat(refused.detail()).isNotBlank();
        }
    }

    @Property(tries = 2000)
    void anyBytesAreRefused(@ForAll @Size(max = 300) byte[] bytes) {
        assertThat(read(bytes)).isInstanceOf(Refused.class);
    }

    @Property(tries = 2000)
    void anyHeaderIsRefused(@ForAll @Size(max = 40) List<@IntRange(max = 15) Integer> pieces) {
        var parts = List.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"a\"",
                "\"dtype\"",
                "\"shape\"",
                "\"data_offsets\"",
                "\"__metadata__\"",
                "\"F32\"",
                "0",
                "99999999999999999999",
                "-1",
                "1e9");
        var header = new StringBuilder("{");
        pieces.forEach(piece -> header.append(parts.get(piece)));
        var file = new RawFile(header.toString(), new byte[8]);
        assertThat(read(file.bytes())).isInstanceOf(Refused.class);
    }

    private static byte[] flipped(int bit) {
        var bytes = VALID.clone();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return bytes;
    }

    private static int differences(CompressedGradient gradient) {
        var differences = 0;
        for (var i = 0; i < gradient.parameters().size(); i++) {
            var found = gradient.parameters().get(i);
            var sent = ACCEPTED.gradient().parameters().get(i);
            for (var j = 0; j < sent.values().length; j++) {
                differences += found.indices()[j] == sent.indices()[j] ? 0 : 1;
                differences += found.values()[j] == sent.values()[j] ? 0 : 1;
            }
        }
        return differences;
    }

    private static GradientReading read(byte[] file) {
        return GradientFile.read(file, Example.LAYOUT, Example.EXPECTED);
    }
}
