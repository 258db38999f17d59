package io.assay.fuzz.harness;

import io.assay.gradient.ParameterLayout;
import io.assay.gradient.TorchDebug;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** An input is the pickle of a debug object; the archive and right checksums come with it. */
public final class DebugTarget {
    private DebugTarget() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    /** Whether the input ends in an accepted file. */
    public static boolean accepts(byte[] input) {
        var archive = MemorySegment.ofArray(TorchArchive.around(input, List.of()));
        return switch (TorchDebug.read(archive, Subject.LAYOUT)) {
            case TorchDebug.Reading.Accepted(var values, var step) -> {
                Verdict.require(step >= 0, "accepted with a negative step");
                Verdict.require(
                        Subject.LAYOUT.parameters().stream()
                                .map(ParameterLayout::name)
                                .toList()
                                .containsAll(values.keySet()),
                        "accepted with a parameter that the model has not");
                yield true;
            }
            case TorchDebug.Reading.Refused(var _, var detail) -> {
                Verdict.requireSentence(detail);
                yield false;
            }
        };
    }
}
