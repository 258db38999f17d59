package io.assay.gradient;

import io.assay.gradient.safetensors.Shown;
import io.assay.gradient.safetensors.TensorEntry;
import io.assay.gradient.torch.MalformedTorchException;
import io.assay.gradient.torch.PickleValue;
import io.assay.gradient.torch.TorchFile;
import io.assay.protocol.event.RejectReason;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of a torch file's state_dict.
 *
 * @param entries of the state_dict, without what is not of the model
 */
record TorchTensors(TorchFile file, Map<String, PickleValue> entries, Set<String> names) implements TensorFile {
    static final String METADATA = "metadata";

    TorchTensors(TorchFile file, Map<String, PickleValue> entries) {
        this(file, entries, new LinkedHashSet<>(entries.keySet()));
        names.remove(METADATA);
    }

    @Override
    public String indices(ParameterLayout parameter) {
        return parameter.name() + "idxs";
    }

    @Override
    public String values(ParameterLayout parameter) {
        return parameter.name() + "vals";
    }

    @Override
    public TensorEntry entry(String name) throws RefusedException {
        try {
            return TorchFile.entry(name, tensor(name));
        } catch (MalformedTorchException e) {
            throw TorchFaults.refused(e);
        }
    }

    @Override
    public MemorySegment content(String name) throws RefusedException {
        try {
            return file.content(name, tensor(name));
        } catch (MalformedTorchException e) {
            throw TorchFaults.refused(e);
        }
    }

    private PickleValue.Tensor tensor(String name) throws RefusedException {
        var value = entries.get(name);
        if (value instanceof PickleValue.Tensor tensor) {
            return tensor;
        }
        throw new RefusedException(
                RejectReason.WRONG_DTYPE,
                Shown.text(name) + " is " + (value == null ? "absent" : value.kind()) + ", allowed: a tensor");
    }
}
