package io.assay.fuzz.harness;

import io.assay.chain.extrinsic.ExtrinsicCodec;
import io.assay.chain.metadata.NotInRuntimeException;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.subtensor.ReceivedCall;
import io.assay.chain.subtensor.SubtensorCalls;
import io.assay.chain.subtensor.SubtensorRuntime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/** An input is what somebody sends a node as an extrinsic, or a node as one of a block. */
public final class ExtrinsicTarget {
    private static final RuntimeMetadata METADATA =
            SubtensorRuntime.with(Duration.ofSeconds(12)).metadata(15);

    private static final ExtrinsicCodec CODEC = new ExtrinsicCodec(METADATA);

    private ExtrinsicTarget() {}

    /** Called before the first input, on whose time the metadata are not to be made. */
    public static void fuzzerInitialize() {
        Objects.requireNonNull(METADATA);
    }

    /** Called with each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    /** Whether the input is an extrinsic with a call of the runtime; it must be the same bytes when written again. */
    public static boolean accepts(byte[] input) {
        try {
            var extrinsic = CODEC.decode(input);
            Verdict.require(Arrays.equals(CODEC.encode(extrinsic), input), "written again it is another extrinsic");
            var call = METADATA.decodeCall(extrinsic.call().value());
            Verdict.require(
                    Arrays.equals(METADATA.encodeCall(call), extrinsic.call().value()),
                    "written again it is another call");
            ReceivedCall.of(call)
                    .ifPresent(known -> Verdict.require(
                            SubtensorCalls.of(known).equals(call), "as a call of ours it is another one"));
            return true;
        } catch (MalformedScaleException | NotInRuntimeException | IllegalArgumentException e) {
            Verdict.requireSentence(Objects.toString(e.getMessage()));
            return false;
        }
    }
}
