package io.assay.model;

/** What a forward pass computes in. Parameters, their steps and the losses are 32-bit floats in any case. */
public enum Precision {
    /** 32-bit floats. */
    FP32,
    /**
     * Products and attention in bfloat16, with matrices rounded once before the pass; embedding, norms, residual sums and
     * cross-entropy in 32-bit floats, as PyTorch's autocast has it.
     */
    BF16
}
