package io.assay.gradient;

import io.assay.protocol.Checks;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.ParameterShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What a gradient of a model looks like: everything about a file's size and tensors follows from it, nothing from the
 * file.
 *
 * @param parameters in the model's canonical order, without gaps
 * @param probeLimit most values a sync probe may have
 */
public record GradientLayout(List<ParameterLayout> parameters, int probeLimit) {
    private static final int DEFAULT_PROBE_LIMIT = 1 << 16;
    private static final int BYTES_PER_COEFFICIENT = Short.BYTES + Float.BYTES;
    // Two entries: braces, member names, dtype, four or five numbers of at most 19 digits each.
    private static final int HEADER_BYTES_PER_PARAMETER = 2 * 200;
    private static final int HEADER_BYTES_OF_METADATA = 4096;
    // Two records: headers before and in the directory, a descriptor, three names, up to 64 bytes to align the content.
    private static final int TORCH_BYTES_PER_PARAMETER = 2 * (30 + 46 + 24 + 68 + 3 * 100);
    private static final int TORCH_RECORDS_BESIDE = 16;
    // Two tensors: what rebuilds each, and its name apart.
    private static final int PICKLE_BYTES_PER_PARAMETER = 2 * 220;
    private static final int MAX_UTF8_BYTES = 3;
    // The pages of the window, for the most part.
    private static final int PICKLE_BYTES_OF_METADATA = 1 << 16;
    // A float printed as a double, with its comma.
    private static final int HEADER_BYTES_PER_PROBE_VALUE = 26;

    /**
     * @throws IllegalArgumentException if there is no parameter, a name is given twice, or the parameters do not
     *     follow one another
     */
    public GradientLayout {
        parameters = List.copyOf(parameters);
        Checks.positive("parameters", parameters.size());
        Checks.notNegative("probeLimit", probeLimit);
        var names = new HashSet<String>();
        var offset = 0L;
        for (var parameter : parameters) {
            if (!names.add(parameter.name()) || parameter.offset() != offset) {
                throw new IllegalArgumentException(parameter.name() + ": offset is " + parameter.offset()
                        + ", allowed: " + offset + " and a name that is not yet taken");
            }
            offset += parameter.size();
        }
    }

    /** The layout of a network's model. */
    public static GradientLayout of(HParams hparams) {
        return of(
                hparams.model().parameters(),
                hparams.targetChunk(),
                hparams.topkCompression(),
                hparams.syncProbeSize());
    }

    /**
     * The layout of any list of parameters, with room for a probe of 65,536 values.
     *
     * @param targetChunk largest edge of a chunk, 1 to 256
     * @param topk coefficients kept of each chunk
     */
    public static GradientLayout of(List<ParameterShape> shapes, int targetChunk, int topk) {
        return of(shapes, targetChunk, topk, DEFAULT_PROBE_LIMIT);
    }

    /**
     * The layout of any list of parameters.
     *
     * @param targetChunk largest edge of a chunk, 1 to 256
     * @param topk coefficients kept of each chunk
     * @param probeLimit most values of a sync probe
     */
    public static GradientLayout of(List<ParameterShape> shapes, int targetChunk, int topk, int probeLimit) {
        Checks.within("targetChunk", targetChunk, 1, 256);
        Checks.positive("topk", topk);
        var parameters = new ArrayList<ParameterLayout>();
        var offset = 0L;
        for (var shape : shapes) {
            parameters.add(ParameterLayout.of(shape, targetChunk, topk, offset));
            offset += shape.size();
        }
        return new GradientLayout(parameters, probeLimit);
    }

    /** Number of values of the whole model. */
    public long parameterCount() {
        var last = parameters.getLast();
        return last.offset() + last.size();
    }

    /** Bytes that no valid file exceeds: indices of two bytes, values of four, all around them, and 10 % more. */
    public long maxFileBytes() {
        var data = 0L;
        for (var parameter : parameters) {
            data += (long) parameter.coefficients() * BYTES_PER_COEFFICIENT;
        }
        var torch = maxPickleBytes() + (long) TORCH_BYTES_PER_PARAMETER * (parameters.size() + TORCH_RECORDS_BESIDE);
        return (Math.max(Long.BYTES + maxHeaderBytes(), torch) + data) / 10 * 11;
    }

    /** Bytes that the pickle of no valid torch file exceeds. */
    int maxPickleBytes() {
        var bytes = (long) PICKLE_BYTES_OF_METADATA;
        for (var parameter : parameters) {
            bytes += PICKLE_BYTES_PER_PARAMETER
                    + 2L * MAX_UTF8_BYTES * parameter.name().length();
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE - 8);
    }

    /** Records that no valid torch file exceeds. */
    int maxTorchRecords() {
        return 2 * parameters.size() + TORCH_RECORDS_BESIDE;
    }

    /** Bytes that no valid file's header exceeds. */
    int maxHeaderBytes() {
        var bytes = HEADER_BYTES_OF_METADATA + (long) HEADER_BYTES_PER_PROBE_VALUE * probeLimit;
        for (var parameter : parameters) {
            bytes += HEADER_BYTES_PER_PARAMETER + 2L * parameter.name().length();
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE - 8);
    }

    /**
     * Requires a gradient of this layout.
     *
     * @throws IllegalArgumentException naming the first parameter with another number of coefficients
     */
    void require(CompressedGradient gradient) {
        if (gradient.parameters().size() != parameters.size()) {
            throw new IllegalArgumentException("the gradient has "
                    + gradient.parameters().size() + " parameters, the layout " + parameters.size());
        }
        for (var i = 0; i < parameters.size(); i++) {
            parameters.get(i).require(gradient.parameters().get(i));
        }
    }
}
