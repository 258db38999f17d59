package io.assay.inspect.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.inspect.Samples;
import io.assay.inspect.content.Content;
import io.assay.protocol.event.RejectReason;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class RemediesTest {
    @Test
    void aMetadataRemedyIsOfTheFilesFormat() throws IOException {
        assertThat(remedy(RejectReason.METADATA_MISSING, Samples.safetensors())).startsWith("__metadata__ needs");
        assertThat(remedy(RejectReason.METADATA_MISSING, torch("views.pt"))).startsWith("state_dict needs");
    }

    @Test
    void anotherNetworkIsNamedWhereLessThanHalfFits() throws IOException {
        assertThat(remedy(RejectReason.MISSING_PARAMETER, torch("views.pt"))).contains("--hparams");
        assertThat(remedy(RejectReason.MISSING_PARAMETER, Samples.safetensors()))
                .isEqualTo("nothing to add");
    }

    @Test
    void anObjectOfAnotherKindHasOneRemedy() throws IOException {
        for (var reason : RejectReason.values()) {
            assertThat(remedy(reason, torch("debug-1500-7-v0.2.80.pt"))).startsWith("look into the object");
        }
    }

    private static byte[] torch(String name) throws IOException {
        return Files.readAllBytes(Samples.torch(name));
    }

    private static String remedy(RejectReason reason, byte[] file) {
        var remedy = Remedies.of(reason, Content.of(MemorySegment.ofArray(file), Samples.LAYOUT), 21);
        return remedy == null ? "nothing to add" : remedy;
    }
}
