package io.assay.gradient;

import io.assay.gradient.safetensors.SafetensorsFile;
import io.assay.gradient.safetensors.StoredTensor;
import io.assay.gradient.safetensors.TensorEntry;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The tensors of a safetensors file whose header is sound. */
record SafetensorsTensors(SafetensorsFile file, Map<String, StoredTensor> tensors) implements TensorFile {
    static final String INDICES = ".idxs";
    static final String VALUES = ".vals";

    SafetensorsTensors(SafetensorsFile file) {
        this(file, file.header().tensors());
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    @Override
    public String indices(ParameterLayout parameter) {
        return parameter.name() + INDICES;
    }

    @Override
    public String values(ParameterLayout parameter) {
        return parameter.name() + VALUES;
    }

    @Override
    public TensorEntry entry(String name) {
        return tensor(name).entry();
    }

    @Override
    public MemorySegment content(String name) {
        return file.content(tensor(name));
    }

    private StoredTensor tensor(String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }
}
