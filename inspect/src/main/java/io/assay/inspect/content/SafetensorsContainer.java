package io.assay.inspect.content;

import io.assay.gradient.safetensors.MalformedSafetensorsException;
import io.assay.gradient.safetensors.SafetensorsFile;
import io.assay.gradient.safetensors.Shown;
import io.assay.gradient.safetensors.StoredTensor;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A safetensors file. */
record SafetensorsContainer(SafetensorsFile file, Map<String, TensorRow> tensors) implements Container {
    static SafetensorsContainer of(MemorySegment content) throws MalformedSafetensorsException {
        var file = SafetensorsFile.of(content, SafetensorsFile.DEFAULT_MAX_HEADER_BYTES);
        var rows = new LinkedHashMap<String, TensorRow>();
        file.header()
                .tensors()
                .forEach((name, tensor) ->
                        rows.put(name, row(tensor, file.header().dataStart())));
        return new SafetensorsContainer(file, rows);
    }

    private static TensorRow row(StoredTensor tensor, long dataStart) {
        var entry = tensor.entry();
        return new TensorRow(
                Shown.text(entry.name()),
                entry.dtype(),
                entry.shape(),
                entry.byteSize(),
                Long.toString(dataStart + tensor.begin()));
    }

    @Override
    public Format format() {
        return Format.SAFETENSORS;
    }

    @Override
    public Map<String, String> says() {
        var said = new Said();
        file.header().metadata().forEach((key, value) -> said.put(key, () -> value));
        return said.entries();
    }

    @Override
    public Own own() {
        var metadata = file.header().metadata();
        return new Own(metadata.get("window"), metadata.get("uid"), metadata.get("hotkey"));
    }

    @Override
    public boolean hasDebugValues() {
        return false;
    }

    @Override
    public MemorySegment content(String name) {
        return file.content(Objects.requireNonNull(file.header().tensors().get(name), name));
    }
}
