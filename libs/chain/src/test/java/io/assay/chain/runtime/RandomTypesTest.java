package io.assay.chain.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.metadata.MetadataReader;
import io.assay.chain.metadata.MetadataWriter;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random types go through written metadata and back, and random values and bytes through random types. */
class RandomTypesTest {
    @Property(tries = 500)
    void valuesComeBack(@ForAll long seed, @ForAll @IntRange(max = 5) int depth) {
        var sample = new RandomTypes(new Random(seed)).next(depth);
        var metadata = throughBytes(sample);
        var storage = metadata.storage("Any", "Value");

        assertThat(storage.fallback()).contains(sample.value());
        assertThat(storage.encode(sample.value()))
                .isEqualTo(storage.entry().fallback().value());
    }

    /** What is decoded is encoded again as the same bytes: there is one form for each value. */
    @Property(tries = 500)
    void bytesAreRefusedOrComeBack(
            @ForAll long seed, @ForAll @IntRange(max = 4) int depth, @ForAll @IntRange(max = 300) int length) {
        var random = new Random(seed);
        var metadata = throughBytes(new RandomTypes(random).next(depth));
        var storage = metadata.storage("Any", "Value");
        var bytes = new byte[length];
        random.nextBytes(bytes);
        var reader = new ScaleReader(bytes);
        try {
            var value = metadata.codec().decode(storage.entry().value(), reader);
            assertThat(storage.encode(value)).isEqualTo(Arrays.copyOf(bytes, reader.offset()));
        } catch (MalformedScaleException e) {
            assertThat(e.offset()).isLessThanOrEqualTo(length);
        }
    }

    /** The bytes of a value, cut off or with one of them changed. */
    @Property(tries = 500)
    void damagedValuesAreRefusedOrOthers(@ForAll long seed, @ForAll @IntRange(max = 5) int depth) {
        var random = new Random(seed);
        var storage = throughBytes(new RandomTypes(random).next(depth)).storage("Any", "Value");
        var bytes = storage.entry().fallback().value();
        if (bytes.length == 0) {
            return;
        }
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        for (var damaged : List.of(bytes, Arrays.copyOf(bytes, random.nextInt(bytes.length)))) {
            try {
                assertThat(storage.encode(storage.decode(damaged))).isEqualTo(damaged);
            } catch (MalformedScaleException e) {
                assertThat(e.offset()).isLessThanOrEqualTo(damaged.length);
            }
        }
    }

    private static RuntimeMetadata throughBytes(RandomTypes.Sample sample) {
        var pallet = PalletDescription.builder("Any", 0, "pallet_any")
                .storage(StorageDescription.of("Value", sample.type(), sample.value()))
                .build();
        var metadata = new RuntimeDescription("any_runtime", List.of(pallet), List.of(), List.of()).metadata(15);
        var read = MetadataReader.read(MetadataWriter.write(metadata));
        assertThat(read).isEqualTo(metadata);
        return read;
    }
}
