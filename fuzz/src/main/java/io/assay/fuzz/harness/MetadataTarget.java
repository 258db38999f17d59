package io.assay.fuzz.harness;

import io.assay.chain.metadata.MetadataReader;
import io.assay.chain.metadata.MetadataWriter;
import io.assay.chain.metadata.UnreadableMetadataException;
import io.assay.chain.scale.MalformedScaleException;
import java.util.Objects;

/** An input is what a chain's node calls its metadata. */
public final class MetadataTarget {
    private MetadataTarget() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    /** Whether the input is metadata; what is, of a version that is written, must be the same when written and read again. */
    public static boolean accepts(byte[] input) {
        try {
            var metadata = MetadataReader.read(input);
            if (metadata.version() < 16) {
                Verdict.require(
                        MetadataReader.read(MetadataWriter.write(metadata)).equals(metadata),
                        "written and read again it is other metadata");
            }
            return true;
        } catch (MalformedScaleException | UnreadableMetadataException e) {
            Verdict.requireSentence(Objects.toString(e.getMessage()));
            return false;
        }
    }
}
