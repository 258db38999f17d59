package io.assay.gradient.safetensors;

import io.assay.gradient.safetensors.MalformedSafetensorsException.Fault;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether tensors cover a file's data exactly: each byte belongs to one tensor. */
final class DataLayout {
    private DataLayout() {}

    static Map<String, StoredTensor> ordered(List<StoredTensor> tensors, long dataBytes)
            throws MalformedSafetensorsException {
        var ordered = new LinkedHashMap<String, StoredTensor>();
        var end = 0L;
        for (var tensor : byOffset(tensors)) {
            end = next(tensor, end);
            ordered.put(tensor.entry().name(), tensor);
        }
        if (end > dataBytes) {
            throw new MalformedSafetensorsException(
                    Fault.TRUNCATED, "the header promises " + end + " bytes of data, the file has " + dataBytes);
        }
        if (end < dataBytes) {
            throw malformed("the last " + (dataBytes - end) + " bytes belong to no tensor");
        }
        return ordered;
    }

    private static List<StoredTensor> byOffset(List<StoredTensor> tensors) {
        return tensors.stream()
                .sorted(Comparator.comparingLong(StoredTensor::begin).thenComparingLong(StoredTensor::end))
                .toList();
    }

    private static long next(StoredTensor tensor, long expected) throws MalformedSafetensorsException {
        var name = Shown.text(tensor.entry().name());
        if (tensor.begin() != expected) {
            throw malformed(name + " begins at " + tensor.begin() + ", allowed: " + expected
                    + ", where the tensor before it ends");
        }
        var length = tensor.end() - tensor.begin();
        if (length != tensor.entry().byteSize()) {
            throw malformed(name + " has " + length + " bytes, its shape "
                    + tensor.entry().shape() + " of " + tensor.entry().dtype() + " needs "
                    + tensor.entry().byteSize());
        }
        return tensor.end();
    }

    private static MalformedSafetensorsException malformed(String sentence) {
        return new MalformedSafetensorsException(Fault.MALFORMED, sentence);
    }
}
