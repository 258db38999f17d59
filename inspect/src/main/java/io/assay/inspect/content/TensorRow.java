package io.assay.inspect.content;

import io.assay.gradient.safetensors.Dtype;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of a tensor.
 *
 * @param name fit to be printed
 * @param shape lengths of its axes, outermost first
 * @param bytes what dtype and shape come to; null if no tensor can be so large
 * @param place of its first byte in the file, or the record of the archive that its storage is
 */
public record TensorRow(
        String name,
        Dtype dtype,
        List<Long> shape,
        @Nullable Long bytes,
        String place) {
    long elements() {
        return bytes == null ? Long.MAX_VALUE : bytes / dtype.bytes();
    }
}
