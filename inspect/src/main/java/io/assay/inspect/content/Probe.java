package io.assay.inspect.content;

import io.assay.gradient.GradientLayout;
import io.assay.gradient.TorchDebug;
import io.assay.protocol.event.RejectReason;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a debug object.
 *
 * @param parameters of the model that it has values of; 0 if it was refused
 * @param reason why it was refused; null if it was not
 * @param sentence what is wrong, as well
 */
public record Probe(
        int parameters,
        @Nullable RejectReason reason,
        @Nullable String sentence) {
    static Probe of(MemorySegment file, GradientLayout layout) {
        return switch (TorchDebug.read(file, layout)) {
            case TorchDebug.Reading.Accepted(var values, var _) -> new Probe(values.size(), null, null);
            case TorchDebug.Reading.Refused(var reason, var detail) -> new Probe(0, reason, detail);
        };
    }
}
