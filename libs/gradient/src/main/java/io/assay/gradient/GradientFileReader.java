package io.assay.gradient;

import static io.assay.gradient.SafetensorsGradient.INDICES;
import static io.assay.gradient.SafetensorsGradient.VALUES;

import io.assay.gradient.safetensors.SafetensorsFile;
import io.assay.gradient.safetensors.Shown;
import io.assay.gradient.safetensors.StoredTensor;
import io.assay.protocol.event.RejectReason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;

/** Checks a file whose header is sound against the model, in the order: metadata, names, types and shapes, content. */
final class GradientFileReader {
    private final SafetensorsFile file;
    private final GradientLayout layout;
    private final Map<String, StoredTensor> tensors;

    GradientFileReader(SafetensorsFile file, GradientLayout layout) {
        this.file = file;
        this.layout = layout;
        tensors = file.header().tensors();
    }

    GradientReading read(Expectation expected) {
        try {
            var metadata = MetadataText.read(file.header().metadata(), expected, layout.probeLimit());
            requireNames();
            for (var parameter : layout.parameters()) {
                TensorChecks.indices(tensor(parameter, INDICES), parameter);
                TensorChecks.values(tensor(parameter, VALUES), parameter);
            }
            return new GradientReading.Accepted(content(), metadata);
        } catch (RefusedException e) {
            return e.reading();
        }
    }

    private void requireNames() throws RefusedException {
        var unknown = new LinkedHashSet<>(tensors.keySet());
        for (var parameter : layout.parameters()) {
            requirePair(parameter.name());
            unknown.remove(parameter.name() + INDICES);
            unknown.remove(parameter.name() + VALUES);
        }
        if (!unknown.isEmpty()) {
            throw new RefusedException(
                    RejectReason.UNKNOWN_PARAMETER,
                    Shown.text(unknown.getFirst()) + ": the model has no such parameter; send {name}.idxs and"
                            + " {name}.vals of its " + layout.parameters().size() + " parameters only");
        }
    }

    private void requirePair(String name) throws RefusedException {
        var indices = tensors.containsKey(name + INDICES);
        var values = tensors.containsKey(name + VALUES);
        if (!indices && !values) {
            throw new RefusedException(
                    RejectReason.MISSING_PARAMETER, name + ": the file has neither .idxs nor .vals of it");
        }
        if (!indices || !values) {
            throw new RefusedException(
                    RejectReason.UNPAIRED_TENSOR,
                    name + ": the file has only " + (indices ? ".idxs" : ".vals") + " of it, both are needed");
        }
    }

    private StoredTensor tensor(ParameterLayout parameter, String suffix) throws RefusedException {
        var tensor = tensors.get(parameter.name() + suffix);
        if (tensor == null) {
            throw new RefusedException(RejectReason.MISSING_PARAMETER, parameter.name() + suffix + " is missing");
        }
        return tensor;
    }

    private CompressedGradient content() throws RefusedException {
        var checks = new ContentChecks();
        var parameters = new ArrayList<CompressedParameter>();
        for (var parameter : layout.parameters()) {
            var values = tensor(parameter, VALUES);
            var content = CompressedParameter.view(
                    file.content(tensor(parameter, INDICES)),
                    file.content(values),
                    values.entry().dtype());
            checks.require(parameter, content);
            parameters.add(content);
        }
        checks.requireSomething();
        return new CompressedGradient(parameters);
    }
}
