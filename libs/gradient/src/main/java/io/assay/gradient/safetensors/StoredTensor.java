package io.assay.gradient.safetensors;

/**
 * A tensor and where a file holds it.
 *
 * @param begin its first byte, counted from the start of the data
 * @param end the byte after its last
 */
public record StoredTensor(TensorEntry entry, long begin, long end) {}
