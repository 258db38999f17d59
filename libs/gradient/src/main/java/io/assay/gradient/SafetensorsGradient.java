package io.assay.gradient;

import io.assay.gradient.safetensors.Dtype;
import io.assay.gradient.safetensors.MalformedSafetensorsException;
import io.assay.gradient.safetensors.SafetensorsFile;
import io.assay.gradient.safetensors.SafetensorsWriter;
import io.assay.gradient.safetensors.TensorEntry;
import io.assay.protocol.event.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A gradient as a safetensors file: of each parameter {@code {name}.idxs} (U16) and {@code {name}.vals} (F32) of the
 * encoded shape, and the {@link GradientMetadata} as {@code __metadata__}. {@link GradientFile} reads it.
 */
public final class SafetensorsGradient {
    private SafetensorsGradient() {}

    /**
     * A gradient as a file. The same input gives the same bytes.
     *
     * @throws IllegalArgumentException if the gradient is not of this layout, or its probe is longer than the layout's
     *     limit
     */
    public static byte[] write(GradientLayout layout, CompressedGradient gradient, GradientMetadata metadata) {
        layout.require(gradient);
        requireProbe(layout, metadata);
        var entries = new ArrayList<TensorEntry>();
        var content = new HashMap<String, CompressedParameter>();
        for (var i = 0; i < layout.parameters().size(); i++) {
            var parameter = layout.parameters().get(i);
            entries.add(new TensorEntry(
                    parameter.name() + SafetensorsTensors.INDICES, Dtype.U16, parameter.encodedShape()));
            entries.add(
                    new TensorEntry(parameter.name() + SafetensorsTensors.VALUES, Dtype.F32, parameter.encodedShape()));
            content.put(entries.getLast().name(), gradient.parameters().get(i));
            content.put(
                    entries.get(entries.size() - 2).name(),
                    gradient.parameters().get(i));
        }
        return bytes(entries, content, MetadataText.write(metadata));
    }

    static GradientReading read(MemorySegment file, GradientLayout layout, Expectation expected) {
        try (var safetensors = SafetensorsFile.of(file, layout.maxHeaderBytes())) {
            var metadata = MetadataText.read(safetensors.header().metadata(), expected, layout.probeLimit());
            var gradient = GradientFileReader.read(new SafetensorsTensors(safetensors), layout);
            return new GradientReading.Accepted(gradient, metadata);
        } catch (MalformedSafetensorsException e) {
            return refused(e);
        } catch (RefusedException e) {
            return e.reading();
        }
    }

    private static byte[] bytes(
            List<TensorEntry> entries, Map<String, CompressedParameter> content, Map<String, String> metadata) {
        var out = new ByteArrayOutputStream();
        try {
            SafetensorsWriter.write(out, metadata, entries, (tensor, sink) -> {
                var parameter = Objects.requireNonNull(content.get(tensor.name()));
                if (tensor.dtype() == Dtype.U16) {
                    sink.shorts(parameter.indices());
                } else {
                    sink.floats(parameter.values());
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory takes any byte", e);
        }
        return out.toByteArray();
    }

    private static void requireProbe(GradientLayout layout, GradientMetadata metadata) {
        if (metadata.probe() != null && metadata.probe().length > layout.probeLimit()) {
            throw new IllegalArgumentException(
                    "the probe has " + metadata.probe().length + " values, allowed: at most " + layout.probeLimit());
        }
    }

    private static GradientReading refused(MalformedSafetensorsException malformed) {
        var reason = switch (malformed.fault()) {
            case TRUNCATED -> RejectReason.TRUNCATED;
            case WRONG_MAGIC -> RejectReason.WRONG_MAGIC;
            case HEADER_TOO_LARGE -> RejectReason.HEADER_TOO_LARGE;
            case NESTED_TOO_DEEP -> RejectReason.NESTED_TOO_DEEP;
            case MALFORMED -> RejectReason.HEADER_MALFORMED;
            case MISSING_TENSOR -> RejectReason.MISSING_PARAMETER;
            case WRONG_DTYPE -> RejectReason.WRONG_DTYPE;
            case WRONG_SHAPE -> RejectReason.WRONG_SHAPE;
        };
        return new RefusedException(reason, String.valueOf(malformed.getMessage())).reading();
    }
}
