package io.assay.chain.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.type.UnexpectedValueException;
import java.util.Random;

/** Does with damaged metadata what a client would: any exception but the named ones goes through to the test. */
final class Damage {
    private Damage() {}

    static void readAndUse(byte[] blob, Random random) {
        RuntimeMetadata metadata;
        try {
            metadata = MetadataReader.read(blob);
        } catch (UnreadableMetadataException refused) {
            return;
        }
        for (var i = 0; i < 4; i++) {
            useCalls(metadata, random);
            useStorage(metadata, random);
        }
    }

    private static void useCalls(RuntimeMetadata metadata, Random random) {
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        try {
            assertThat(metadata.encodeCall(metadata.decodeCall(bytes))).isEqualTo(bytes);
        } catch (NotInRuntimeException | MalformedScaleException named) {
            // One of those is what most random bytes come to.
        }
        try {
            metadata.events().decode(bytes);
        } catch (NotInRuntimeException | MalformedScaleException | UnexpectedValueException named) {
            // As above; the damage may have given events another form.
        }
    }

    private static void useStorage(RuntimeMetadata metadata, Random random) {
        var pallets =
                metadata.pallets().stream().filter(p -> p.storage().isPresent()).toList();
        if (pallets.isEmpty()) {
            return;
        }
        var pallet = pallets.get(random.nextInt(pallets.size()));
        for (var entry : pallet.storage().orElseThrow().entries()) {
            var storage = metadata.storage(pallet.name(), entry.name());
            try {
                storage.fallback();
                storage.split(storage.prefix());
            } catch (MalformedScaleException | HashedKeyException named) {
                // The prefix alone is a storage key only where there are no keys.
            }
        }
    }
}
