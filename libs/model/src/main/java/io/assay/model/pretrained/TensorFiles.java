package io.assay.model.pretrained;

import io.assay.gradient.safetensors.SafetensorsFile;
import io.assay.gradient.safetensors.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A model's safetensors files, one or several, mapped: which tensor is in which. */
final class TensorFiles implements AutoCloseable {
    static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";
    private static final int MAX_INDEX_BYTES = 64 << 20;
    private static final int MAX_VALUES = Integer.MAX_VALUE - 8;
    private static final int MAX_FILES = 10_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

    private final Map<String, SafetensorsFile> byTensor = new TreeMap<>();
    private final Map<String, SafetensorsFile> files = new HashMap<>();

    private TensorFiles() {}

    /** Names of the files a folder's model is in. */
    static Collection<String> names(Path folder) {
        return Files.exists(folder.resolve(INDEX))
                ? new TreeSet<>(weightMap(folder).values())
                : Set.of(SINGLE);
    }

    /**
     * Opens all files.
     *
     * @throws UnusableModelException naming the file that is missing or malformed
     */
    static TensorFiles open(Path folder) {
        var opened = new TensorFiles();
        try {
            if (Files.exists(folder.resolve(INDEX))) {
                weightMap(folder).forEach((tensor, file) -> opened.add(folder, tensor, file));
            } else {
                var file = opened.file(folder, SINGLE);
                file.header().tensors().keySet().forEach(tensor -> opened.byTensor.put(tensor, file));
            }
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static Map<String, String> weightMap(Path folder) {
        var json = new ModelJson(folder.resolve(INDEX), MAX_INDEX_BYTES);
        var map = json.map("weight_map");
        map.values()
                .forEach(name ->
                        json.require(NAME.matcher(name).matches(), "weight_map", name, "a file's name, no path"));
        var count = Set.copyOf(map.values()).size();
        json.require(count <= MAX_FILES, "weight_map", count + " files", "at most " + MAX_FILES);
        return map;
    }

    private void add(Path folder, String tensor, String name) {
        var file = file(folder, name);
        if (!file.header().tensors().containsKey(tensor)) {
            throw new UnusableModelException(folder.resolve(name) + " has no tensor " + Shown.text(tensor) + ", which "
                    + INDEX + " says is in it; copy the model anew");
        }
        byTensor.put(tensor, file);
    }

    @SuppressWarnings("MustBeClosedChecker") // All are closed with this.
    private SafetensorsFile file(Path folder, String name) {
        return files.computeIfAbsent(name, _ -> {
            var path = folder.resolve(name);
            try {
                return SafetensorsFile.open(path);
            } catch (IOException e) {
                throw new UnusableModelException(
                        path + " cannot be read (" + e + "); it is needed as safetensors, as save_pretrained writes it",
                        e);
            }
        });
    }

    /** Names of all tensors. */
    Set<String> tensors() {
        return byTensor.keySet();
    }

    /**
     * A tensor's values as floats, row-major.
     *
     * @throws UnusableModelException if it is missing or is of another shape or type
     */
    float[] values(String tensor, long... shape) {
        var file = byTensor.get(tensor);
        if (file == null) {
            throw new UnusableModelException("the model has no tensor " + tensor);
        }
        var count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (count > MAX_VALUES) {
            throw new UnusableModelException(
                    "the model's tensor " + tensor + " has " + count + " values, allowed: at most " + MAX_VALUES);
        }
        try {
            return file.widened(tensor, shape);
        } catch (IOException e) {
            throw new UnusableModelException("the model's tensor " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        files.values().forEach(SafetensorsFile::close);
    }
}
