package io.assay.inspect.content;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/** A file whose directory of tensors is sound, whatever its format. */
interface Container {
    Format format();

    /** What it says of itself, fit to be printed. */
    Map<String, String> says();

    /** What it says of its window and sender, unchanged. */
    Own own();

    /** Whether it has lists of numbers such as a debug object has. */
    boolean hasDebugValues();

    /** All tensors by name, unchanged, in their order. */
    Map<String, TensorRow> tensors();

    /**
     * A tensor's elements in place, row-major, little-endian.
     *
     * @throws IOException if they are not there or damaged; the message is a sentence fit to be printed
     */
    MemorySegment content(String name) throws IOException;
}
