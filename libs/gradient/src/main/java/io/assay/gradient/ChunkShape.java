package io.assay.gradient;

/** Edges of a chunk. */
record ChunkShape(int rows, int columns) {
    static ChunkShape of(ParameterLayout layout) {
        return new ChunkShape(layout.chunkRows(), layout.chunkColumns());
    }

    InverseDct inverse(DctBases bases) {
        return new InverseDct(bases.of(rows), bases.of(columns));
    }

    ForwardDct forward(DctBases bases) {
        return new ForwardDct(bases.of(rows), bases.of(columns));
    }
}
