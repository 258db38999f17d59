package io.assay.fuzz.harness;

import io.assay.gradient.CompressedParameter;
import io.assay.gradient.GradientFile;
import io.assay.gradient.GradientReading;
import io.assay.gradient.ParameterLayout;
import io.assay.gradient.SafetensorsGradient;
import java.util.HashSet;

/** What must hold of every reading. Written apart from the readers, and as plainly as can be. */
final class Verdict {
    private static final int MAX_SENTENCE = 1000;

    private Verdict() {}

    /** Reads a file as a gradient; whether it was accepted. */
    static boolean of(byte[] file) {
        return switch (GradientFile.read(file, Subject.LAYOUT, Subject.EXPECTED)) {
            case GradientReading.Accepted accepted -> {
                requireSound(accepted);
                yield true;
            }
            case GradientReading.Refused(var _, var detail) -> {
                requireSentence(detail);
                yield false;
            }
        };
    }

    /** Requires a refusal's sentence to be fit for a log. */
    static void requireSentence(String detail) {
        require(!detail.isBlank(), "a refusal says nothing");
        require(detail.length() <= MAX_SENTENCE, "a refusal is longer than a log line may be");
        require(detail.chars().noneMatch(Character::isISOControl), "a refusal has control characters");
    }

    static void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalStateException(fault);
        }
    }

    private static void requireSound(GradientReading.Accepted accepted) {
        var metadata = accepted.metadata();
        require(metadata.window() == Subject.EXPECTED.window(), "accepted for another window");
        require(metadata.uid() == Subject.EXPECTED.uid(), "accepted for another uid");
        require(metadata.hotkey().equals(Subject.EXPECTED.hotkey()), "accepted for another hotkey");
        var parameters = accepted.gradient().parameters();
        require(parameters.size() == Subject.LAYOUT.parameters().size(), "accepted without all parameters");
        for (var i = 0; i < parameters.size(); i++) {
            requireSound(Subject.LAYOUT.parameters().get(i), parameters.get(i));
        }
        var written = SafetensorsGradient.write(Subject.LAYOUT, accepted.gradient(), metadata);
        require(
                GradientFile.read(written, Subject.LAYOUT, Subject.EXPECTED).equals(accepted),
                "written and read again it is another gradient");
    }

    private static void requireSound(ParameterLayout layout, CompressedParameter parameter) {
        require(parameter.size() == layout.coefficients(), "accepted with another number of coefficients");
        for (var chunk = 0; chunk < layout.chunks(); chunk++) {
            var met = new HashSet<Integer>();
            for (var i = chunk * layout.k(); i < (chunk + 1) * layout.k(); i++) {
                require(parameter.index(i) < layout.chunkSize(), "accepted with an index outside the chunk");
                require(met.add(parameter.index(i)), "accepted with an index that is there twice");
                require(Float.isFinite(parameter.value(i)), "accepted with a value that is not finite");
            }
        }
    }
}
