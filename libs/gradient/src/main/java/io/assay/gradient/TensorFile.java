package io.assay.gradient;

import io.assay.gradient.safetensors.TensorEntry;
import java.lang.foreign.MemorySegment;
import java.util.Set;

/** A file's tensors by name, whatever its format. */
interface TensorFile {
    /** Names of all there are. */
    Set<String> names();

    /** What the indices' tensor of a parameter is called. */
    String indices(ParameterLayout parameter);

    /** What the values' tensor of a parameter is called. */
    String values(ParameterLayout parameter);

    /** What the file says of a tensor that it has. */
    TensorEntry entry(String name) throws RefusedException;

    /** A tensor's elements in place, row-major, little-endian. */
    MemorySegment content(String name) throws RefusedException;
}
