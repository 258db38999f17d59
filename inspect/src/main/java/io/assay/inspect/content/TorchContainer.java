package io.assay.inspect.content;

import io.assay.gradient.safetensors.Shown;
import io.assay.gradient.torch.MalformedTorchException;
import io.assay.gradient.torch.PickleValue;
import io.assay.gradient.torch.TorchFile;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that {@code torch.save} wrote. Of what a pickle holds only one dictionary is gone through, and its metadata:
 * containers may hold one another, and a walk of all would have no end.
 *
 * @param state what the tensors are in: the state_dict, or without one what was saved itself
 */
record TorchContainer(TorchFile file, Map<String, PickleValue> state, Map<String, TensorRow> tensors)
        implements Container {
    private static final String STATE_DICT = "state_dict";
    private static final String METADATA = "metadata";
    private static final String WINDOW = "window";
    private static final String DEBUG = "_debug";
    // More than the largest model there may be has.
    private static final int MAX_RECORDS = 1 << 15;
    private static final int MAX_PICKLE_BYTES = 8 << 20;

    static TorchContainer of(MemorySegment content) throws MalformedTorchException {
        var file = TorchFile.of(content, MAX_RECORDS, MAX_PICKLE_BYTES);
        var root = entries(file.root());
        var state = root.get(STATE_DICT) instanceof PickleValue.Dictionary dictionary ? dictionary.entries() : root;
        var rows = new LinkedHashMap<String, TensorRow>();
        state.forEach((name, value) -> {
            if (value instanceof PickleValue.Tensor tensor) {
                rows.put(name, row(name, tensor));
            }
        });
        return new TorchContainer(file, state, rows);
    }

    private static Map<String, PickleValue> entries(@Nullable PickleValue value) {
        return value instanceof PickleValue.Dictionary dictionary ? dictionary.entries() : Map.of();
    }

    private static TensorRow row(String name, PickleValue.Tensor tensor) {
        var storage = tensor.storage();
        var place = "data/" + Shown.text(storage.key()) + (tensor.offset() == 0 ? "" : "+" + tensor.offset());
        return new TensorRow(Shown.text(name), storage.dtype(), tensor.shape(), bytes(name, tensor), place);
    }

    private static @Nullable Long bytes(String name, PickleValue.Tensor tensor) {
        try {
            return TorchFile.entry(name, tensor).byteSize();
        } catch (MalformedTorchException _) {
            return null;
        }
    }

    @Override
    public Format format() {
        return Format.TORCH;
    }

    @Override
    public Map<String, String> says() {
        var said = new Said();
        if (!(file.root() instanceof PickleValue.Dictionary root)) {
            said.put("saved", () -> PickleText.of(file.root()));
        } else if (root.entries().get(STATE_DICT) instanceof PickleValue.Dictionary) {
            var beside = new LinkedHashMap<>(root.entries());
            beside.remove(STATE_DICT);
            say(said, beside);
        }
        say(said, state);
        return said.entries();
    }

    private static void say(Said said, Map<String, PickleValue> entries) {
        entries.forEach((key, value) -> {
            if (key.equals(METADATA) && value instanceof PickleValue.Dictionary metadata) {
                metadata.entries().forEach((name, item) -> said.put(METADATA + "." + name, () -> PickleText.of(item)));
            } else if (!(value instanceof PickleValue.Tensor)) {
                said.put(key, () -> PickleText.of(value));
            }
        });
    }

    @Override
    public Own own() {
        var window = entries(state.get(METADATA)).get(WINDOW);
        return new Own(window instanceof PickleValue.Whole(var number) ? Long.toString(number) : null, null, null);
    }

    @Override
    public boolean hasDebugValues() {
        return state.entrySet().stream()
                .anyMatch(entry -> entry.getKey().endsWith(DEBUG) && entry.getValue() instanceof PickleValue.Items);
    }

    @Override
    public MemorySegment content(String name) throws MalformedTorchException {
        if (state.get(name) instanceof PickleValue.Tensor tensor) {
            return file.content(name, tensor);
        }
        throw new IllegalArgumentException(name + " is no tensor");
    }
}
