package io.assay.gradient;

import io.assay.gradient.safetensors.Shown;
import io.assay.protocol.event.RejectReason;
import java.util.ArrayList;
import java.util.LinkedHashSet;

/** Checks a file's tensors against the model, in the order: names, types and shapes, content. */
final class GradientFileReader {
    private final TensorFile file;
    private final GradientLayout layout;

    private GradientFileReader(TensorFile file, GradientLayout layout) {
        this.file = file;
        this.layout = layout;
    }

    /** A gradient, its tensors views of the file. */
    static CompressedGradient read(TensorFile file, GradientLayout layout) throws RefusedException {
        return new GradientFileReader(file, layout).read();
    }

    private CompressedGradient read() throws RefusedException {
        requireNames();
        for (var parameter : layout.parameters()) {
            TensorChecks.indices(file.entry(file.indices(parameter)), parameter);
            TensorChecks.values(file.entry(file.values(parameter)), parameter);
        }
        return content();
    }

    private void requireNames() throws RefusedException {
        var unknown = new LinkedHashSet<>(file.names());
        for (var parameter : layout.parameters()) {
            requirePair(parameter);
            unknown.remove(file.indices(parameter));
            unknown.remove(file.values(parameter));
        }
        if (!unknown.isEmpty()) {
            throw new RefusedException(
                    RejectReason.UNKNOWN_PARAMETER,
                    Shown.text(unknown.getFirst())
                            + ": the model has no such parameter; send indices and values of its "
                            + layout.parameters().size() + " parameters only, named as "
                            + file.indices(layout.parameters().getFirst()) + " and "
                            + file.values(layout.parameters().getFirst()));
        }
    }

    private void requirePair(ParameterLayout parameter) throws RefusedException {
        var indices = file.names().contains(file.indices(parameter));
        var values = file.names().contains(file.values(parameter));
        if (!indices && !values) {
            throw new RefusedException(
                    RejectReason.MISSING_PARAMETER,
                    parameter.name() + ": the file has neither " + file.indices(parameter) + " nor "
                            + file.values(parameter));
        }
        if (!indices || !values) {
            throw new RefusedException(
                    RejectReason.UNPAIRED_TENSOR,
                    parameter.name() + ": the file has only "
                            + (indices ? file.indices(parameter) : file.values(parameter)) + " of it, both are needed");
        }
    }

    private CompressedGradient content() throws RefusedException {
        var checks = new ContentChecks();
        var parameters = new ArrayList<CompressedParameter>();
        for (var parameter : layout.parameters()) {
            var content = CompressedParameter.view(
                    file.content(file.indices(parameter)),
                    file.content(file.values(parameter)),
                    file.entry(file.values(parameter)).dtype());
            checks.require(parameter, content);
            parameters.add(content);
        }
        checks.requireSomething();
        return new CompressedGradient(parameters);
    }
}
