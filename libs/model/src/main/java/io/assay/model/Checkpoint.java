package io.assay.model;

import io.assay.gradient.safetensors.Dtype;
import io.assay.gradient.safetensors.SafetensorsFile;
import io.assay.gradient.safetensors.SafetensorsWriter;
import io.assay.gradient.safetensors.TensorEntry;
import io.assay.protocol.hparams.ParameterShape;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parameters as a safetensors file: F32 tensors under their Hugging Face names, in canonical order and without gaps, so
 * that the SHA-256 of what follows the header is that of θ.
 */
final class Checkpoint {
    /** Without it Hugging Face's libraries refuse a file. */
    private static final Map.Entry<String, String> FORMAT = Map.entry("format", "pt");

    private Checkpoint() {}

    static void write(Path file, Map<String, String> given, ParameterValues parameters) throws IOException {
        var metadata = new HashMap<>(given);
        metadata.put(FORMAT.getKey(), FORMAT.getValue());
        var entries = parameters.shapes().stream().map(Checkpoint::entry).toList();
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            SafetensorsWriter.write(
                    out, metadata, entries, (entry, sink) -> sink.floats(parameters.read(entries.indexOf(entry))));
        }
    }

    /** Reads all parameters, or none if the file is not one of this model or not as demanded. */
    static Map<String, String> read(
            Path file, Map<String, String> demanded, @Nullable String digest, ParameterValues parameters)
            throws IOException {
        try (var tensors = SafetensorsFile.open(file)) {
            requireSame(file, tensors, parameters);
            requireMetadata(file, tensors.header().metadata(), demanded);
            requireDigest(file, tensors, digest, parameters);
            for (var i = 0; i < parameters.shapes().size(); i++) {
                var shape = parameters.shapes().get(i);
                parameters.write(i, tensors.floats(shape.name(), axes(shape)));
            }
            return tensors.header().metadata();
        }
    }

    private static void requireMetadata(Path file, Map<String, String> found, Map<String, String> demanded)
            throws IOException {
        for (var entry : demanded.entrySet()) {
            if (!entry.getValue().equals(found.get(entry.getKey()))) {
                throw new IOException(file.getFileName() + " says " + entry.getKey() + " " + found.get(entry.getKey())
                        + ", wanted: " + entry.getValue());
            }
        }
    }

    private static void requireDigest(
            Path file, SafetensorsFile tensors, @Nullable String digest, ParameterValues parameters)
            throws IOException {
        if (digest == null) {
            return;
        }
        var sha256 = Sha256.create();
        for (var shape : parameters.shapes()) {
            var stored = Objects.requireNonNull(tensors.header().tensors().get(shape.name()));
            sha256.update(tensors.content(stored).asByteBuffer());
        }
        var found = HexFormat.of().formatHex(sha256.digest());
        if (!found.equals(digest)) {
            throw new IOException(
                    file.getFileName() + " holds a model of the digest " + found + ", on the record it is " + digest);
        }
    }

    private static void requireSame(Path file, SafetensorsFile tensors, ParameterValues parameters) throws IOException {
        var found = new HashSet<TensorEntry>();
        tensors.header().tensors().values().forEach(tensor -> found.add(tensor.entry()));
        for (var shape : parameters.shapes()) {
            if (!found.remove(entry(shape))) {
                throw new IOException(file.getFileName() + " has no " + entry(shape) + "; it is of another model");
            }
        }
        if (!found.isEmpty()) {
            throw new IOException(file.getFileName() + " has "
                    + found.iterator().next() + ", which this model has not; it is of another model");
        }
    }

    private static TensorEntry entry(ParameterShape shape) {
        return TensorEntry.of(shape.name(), Dtype.F32, axes(shape));
    }

    private static long[] axes(ParameterShape shape) {
        return shape.isVector() ? new long[] {shape.columns()} : new long[] {shape.rows(), shape.columns()};
    }
}
