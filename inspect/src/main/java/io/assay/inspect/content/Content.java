package io.assay.inspect.content;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.safetensors.MalformedSafetensorsException;
import io.assay.gradient.torch.MalformedTorchException;
import io.assay.gradient.torch.TorchFile;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a file holds. All text in it is fit to be printed. */
public sealed interface Content {
    /** Most rows of any list of it. */
    int MOST_ROWS = 2000;

    /**
     * A container whose directory of tensors is sound; what is in the tensors need not be.
     *
     * @param says what it has beside tensors: of safetensors the metadata, of torch what is saved with them
     * @param own what it says of its window and sender
     * @param tensorsInAll how many there are, listed or not
     * @param tensors the first ones
     * @param fitting how many of the model's parameters it has indices and values of, both in the right shape
     * @param parameters of a gradient the first ones, of anything else none
     * @param probe of a debug object what came of reading it, of anything else null
     */
    record Listed(
            Format format,
            Kind kind,
            Map<String, String> says,
            @JsonIgnore Own own,
            int tensorsInAll,
            List<TensorRow> tensors,
            int fitting,
            List<ParameterRow> parameters,
            @Nullable Probe probe)
            implements Content {}

    /**
     * No container that can be listed.
     *
     * @param fault why, in a sentence
     */
    record Unlisted(String fault, FirstBytes first) implements Content {}

    /** Looks into a file. */
    static Content of(MemorySegment file, GradientLayout layout) {
        try {
            return listed(
                    file, TorchFile.isOne(file) ? TorchContainer.of(file) : SafetensorsContainer.of(file), layout);
        } catch (MalformedTorchException | MalformedSafetensorsException e) {
            return new Unlisted(String.valueOf(e.getMessage()), FirstBytes.of(file, layout));
        }
    }

    private static Listed listed(MemorySegment file, Container container, GradientLayout layout) {
        var kind = Kind.of(container, layout);
        var tensors = container.tensors();
        return new Listed(
                container.format(),
                kind,
                container.says(),
                container.own(),
                tensors.size(),
                tensors.values().stream().limit(MOST_ROWS).toList(),
                fitting(container, layout),
                kind == Kind.GRADIENT ? new ParameterReader(container, layout, file.byteSize()).rows() : List.of(),
                kind == Kind.DEBUG_OBJECT ? Probe.of(file, layout) : null);
    }

    private static int fitting(Container container, GradientLayout layout) {
        return (int) layout.parameters().stream()
                .filter(parameter -> Stream.of(
                                container.format().indices(parameter.name()),
                                container.format().values(parameter.name()))
                        .map(container.tensors()::get)
                        .allMatch(tensor -> tensor != null && tensor.shape().equals(parameter.encodedShape())))
                .count();
    }
}
