package io.assay.gradient;

import io.assay.gradient.torch.MalformedTorchException;
import io.assay.gradient.torch.TorchFile;
import io.assay.protocol.event.RejectReason;
import java.lang.foreign.MemorySegment;

/**
 * A gradient as a Templar 0.2.80 miner saves it: {@code {"state_dict": {"{name}idxs": int16, "{name}vals": float, ...,
 * "metadata": {"pages_info": [...], "window": n}}, "global_step": n}}. It names no sender: the bucket's owner is taken.
 */
final class TorchGradient {
    /** What {@link GradientMetadata#version} says of such a file, which itself does not. */
    static final String VERSION = "templar";

    private TorchGradient() {}

    static GradientReading read(MemorySegment file, GradientLayout layout, Expectation expected) {
        try {
            var torch = TorchFile.of(file, layout.maxTorchRecords(), layout.maxPickleBytes());
            var root = TorchEntries.of(torch.root(), "what was saved");
            var state = root.dictionary("state_dict");
            var window = state.dictionary(TorchTensors.METADATA).count("window");
            if (window != expected.window()) {
                throw new RefusedException(
                        RejectReason.WRONG_WINDOW, "metadata window is " + window + ", expected: " + expected.window());
            }
            var metadata = new GradientMetadata(
                    window, expected.uid(), expected.hotkey(), root.count("global_step"), VERSION, null);
            var gradient = GradientFileReader.read(new TorchTensors(torch, state.entries()), layout);
            return new GradientReading.Accepted(gradient, metadata);
        } catch (MalformedTorchException e) {
            return TorchFaults.refused(e).reading();
        } catch (RefusedException e) {
            return e.reading();
        }
    }
}
