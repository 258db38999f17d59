package io.assay.gradient.safetensors;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes safetensors files. The same input gives the same bytes. */
public final class SafetensorsWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private SafetensorsWriter() {}

    /** Gives the content of each tensor when its turn comes. */
    @FunctionalInterface
    public interface Content {
        /** Appends all of {@code tensor}'s elements, row-major, to {@code sink}. */
        void write(TensorEntry tensor, TensorSink sink) throws IOException;
    }

    /**
     * Writes a file: header, then the tensors in the order given. Memory use does not grow with the tensors.
     *
     * @param out is flushed but not closed
     * @param metadata {@code __metadata__}, written in the order of its names; none is written if empty
     * @param tensors names must differ
     * @param content called once a tensor, in order
     * @throws IllegalArgumentException if two tensors have the same name or one is named {@code __metadata__}
     * @throws IllegalStateException if the content of a tensor has not exactly its bytes; the file is broken then
     */
    public static void write(OutputStream out, Map<String, String> metadata, List<TensorEntry> tensors, Content content)
            throws IOException {
        refuseDuplicates(tensors);
        var header = header(metadata, tensors).getBytes(StandardCharsets.UTF_8);
        // Padded with spaces so that the data begins at a multiple of eight, as the reference implementation does.
        var padding = -header.length & 7;
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length + padding)
                .array());
        out.write(header);
        out.write(" ".repeat(padding).getBytes(StandardCharsets.UTF_8));
        for (var tensor : tensors) {
            write(out, tensor, content);
        }
        out.flush();
    }

    private static void write(OutputStream out, TensorEntry tensor, Content content) throws IOException {
        var sink = new TensorSink(out);
        content.write(tensor, sink);
        if (sink.written() != tensor.byteSize()) {
            throw new IllegalStateException(
                    tensor.name() + " got " + sink.written() + " bytes of content, needed: " + tensor.byteSize());
        }
    }

    private static void refuseDuplicates(List<TensorEntry> tensors) {
        var names = new HashSet<>(List.of(SafetensorsHeader.METADATA));
        for (var tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("the name " + tensor.name() + " is taken already");
            }
        }
    }

    private static String header(Map<String, String> metadata, List<TensorEntry> tensors) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectPropertyStart(SafetensorsHeader.METADATA);
                new TreeMap<>(metadata).forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            var end = 0L;
            for (var tensor : tensors) {
                tensor(json, tensor, end);
                end += tensor.byteSize();
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void tensor(JsonGenerator json, TensorEntry tensor, long begin) {
        json.writeObjectPropertyStart(tensor.name());
        json.writeStringProperty("dtype", tensor.dtype().name());
        numbers(json, "shape", tensor.shape());
        numbers(json, "data_offsets", List.of(begin, Math.addExact(begin, tensor.byteSize())));
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String name, List<Long> numbers) {
        json.writeArrayPropertyStart(name);
        numbers.forEach(json::writeNumber);
        json.writeEndArray();
    }
}
