package io.assay.gradient;

/** Edges of a chunk. */
record ChunkShape(int rows, int columns) {
    static ChunkShape of(ParameterLayout layout) {
        return new ChunkShape(layout.chunkRows(), layout.chunkColumns());
    }

    InverseDct inverse(DctKernel kernel) {
        return new InverseDct(kernel, DctBases.of(rows), DctBases.of(columns));
    }

    ForwardDct forward(DctKernel kernel) {
        return new ForwardDct(kernel, DctBases.of(rows), DctBases.of(columns));
    }
}
