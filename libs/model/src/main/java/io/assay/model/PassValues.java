package io.assay.model;

import ai.djl.ndarray.NDList;

/** What a forward pass reads: an array for each parameter in canonical order, named {@link Decoder#VALUES}. */
interface PassValues {
    NDList arrays();
}
