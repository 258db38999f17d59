package io.assay.miner.strategy;

import io.assay.gradient.CompressedGradient;
import io.assay.gradient.CompressedParameter;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientMetadata;
import io.assay.gradient.ParameterLayout;
import io.assay.gradient.SafetensorsGradient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/** The kinds of broken files, in the order in which {@link Broken} goes through them. */
enum Damage {
    TRUNCATED {
        @Override
        byte[] file(GradientLayout layout, CompressedGradient gradient, GradientMetadata metadata) {
            var whole = SafetensorsGradient.write(layout, gradient, metadata);
            return Arrays.copyOf(whole, whole.length - 100);
        }
    },
    GARBAGE {
        @Override
        byte[] file(GradientLayout layout, CompressedGradient gradient, GradientMetadata metadata) {
            return "this is no gradient at all\n".repeat(100).getBytes(StandardCharsets.UTF_8);
        }
    },
    INDEX_OUT_OF_RANGE {
        @Override
        byte[] file(GradientLayout layout, CompressedGradient gradient, GradientMetadata metadata) {
            var at = withRoomOutside(layout);
            var indices = gradient.parameters().get(at).indices();
            indices[0] = (short) layout.parameters().get(at).chunkSize();
            var parameter = CompressedParameter.of(
                    indices, gradient.parameters().get(at).values());
            return SafetensorsGradient.write(layout, replaced(gradient, at, parameter), metadata);
        }
    },
    VALUE_NOT_FINITE {
        @Override
        byte[] file(GradientLayout layout, CompressedGradient gradient, GradientMetadata metadata) {
            var values = gradient.parameters().getFirst().values();
            values[0] = Float.NaN;
            var parameter =
                    CompressedParameter.of(gradient.parameters().getFirst().indices(), values);
            return SafetensorsGradient.write(layout, replaced(gradient, 0, parameter), metadata);
        }
    },
    WRONG_WINDOW {
        @Override
        byte[] file(GradientLayout layout, CompressedGradient gradient, GradientMetadata metadata) {
            return SafetensorsGradient.write(
                    layout,
                    gradient,
                    new GradientMetadata(
                            metadata.window() + 1,
                            metadata.uid(),
                            metadata.hotkey(),
                            metadata.globalStep(),
                            metadata.version(),
                            Objects.requireNonNull(metadata.probe(), "probe")));
        }
    },
    MISSING_PARAMETER {
        @Override
        byte[] file(GradientLayout layout, CompressedGradient gradient, GradientMetadata metadata) {
            var fewer = layout.parameters().size() - 1;
            return SafetensorsGradient.write(
                    new GradientLayout(layout.parameters().subList(0, fewer), layout.probeLimit()),
                    new CompressedGradient(gradient.parameters().subList(0, fewer)),
                    metadata);
        }
    };

    /** The damage of a window. */
    static Damage of(long window) {
        return values()[(int) (window % values().length)];
    }

    /**
     * A broken file.
     *
     * @param gradient well-formed, stays as it is
     */
    abstract byte[] file(GradientLayout layout, CompressedGradient gradient, GradientMetadata metadata);

    // A chunk of 65,536 values has no index outside it.
    private static int withRoomOutside(GradientLayout layout) {
        return IntStream.range(0, layout.parameters().size())
                .filter(i -> layout.parameters().get(i).chunkSize() < ParameterLayout.MAX_CHUNK_SIZE)
                .findFirst()
                .orElseThrow();
    }

    private static CompressedGradient replaced(CompressedGradient gradient, int at, CompressedParameter parameter) {
        var parameters = new ArrayList<>(gradient.parameters());
        parameters.set(at, parameter);
        return new CompressedGradient(parameters);
    }
}
