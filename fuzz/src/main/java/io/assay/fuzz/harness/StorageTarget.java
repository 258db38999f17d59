package io.assay.fuzz.harness;

import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.metadata.StorageCodec;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.subtensor.SubtensorRuntime;
import io.assay.chain.type.UnexpectedValueException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** An input is a byte that names a storage item, {@code System.Events} among them, and what a node calls its value. */
public final class StorageTarget {
    private static final RuntimeMetadata METADATA =
            SubtensorRuntime.with(Duration.ofSeconds(12)).metadata(15);

    private static final List<StorageCodec> ITEMS = METADATA.pallets().stream()
            .flatMap(pallet -> pallet.storage().stream()
                    .flatMap(storage -> storage.entries().stream())
                    .map(entry -> METADATA.storage(pallet.name(), entry.name())))
            .toList();

    private StorageTarget() {}

    /** Called before the first input, on whose time the metadata are not to be made. */
    public static void fuzzerInitialize() {
        Objects.requireNonNull(METADATA);
    }

    /** Called with each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    /** Whether the input is a value; one that is must be the same bytes when it is written again. */
    public static boolean accepts(byte[] input) {
        if (input.length == 0) {
            return false;
        }
        var item = ITEMS.get(Byte.toUnsignedInt(input[0]) % ITEMS.size());
        var bytes = Arrays.copyOfRange(input, 1, input.length);
        try {
            var value = item.decode(bytes);
            Verdict.require(Arrays.equals(item.encode(value), bytes), "written again it is other bytes");
            if (item.qualifiedName().equals("System.Events")) {
                var events = METADATA.events();
                Verdict.require(
                        Arrays.equals(events.encode(events.decode(bytes)), bytes),
                        "as events, written again, it is other bytes");
            }
            return true;
        } catch (MalformedScaleException | UnexpectedValueException e) {
            Verdict.requireSentence(Objects.toString(e.getMessage()));
            return false;
        }
    }
}
