package io.assay.chain;

import java.util.OptionalInt;

/** The pool did not take an extrinsic as it is now; while its era lasts it may take it later, or another node may. */
public final class ExtrinsicRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int NONE = -1;

    private final String errorName;
    private final String detail;
    private final int customCode;

    /**
     * A refusal.
     *
     * @param errorName as Substrate names it: {@code BadProof}, {@code Stale}, {@code Future}, {@code ImmediatelyDropped}
     * @param detail a sentence for the operator
     */
    public ExtrinsicRefusedException(String errorName, String detail) {
        this(errorName, NONE, detail);
    }

    /**
     * A refusal of the runtime's own.
     *
     * @param errorName the pallet's name for it, as {@code NotEnoughStakeToSetWeights}
     * @param customCode the number by which a node tells it, n of {@code Invalid::Custom(n)}, 0..255
     * @param detail a sentence for the operator
     */
    public ExtrinsicRefusedException(String errorName, int customCode, String detail) {
        super(errorName + ": " + detail);
        this.errorName = errorName;
        this.customCode = customCode;
        this.detail = detail;
    }

    /** The number of the runtime's refusal; empty for one of Substrate's, and where the way here has lost it. */
    public OptionalInt customCode() {
        return customCode == NONE ? OptionalInt.empty() : OptionalInt.of(customCode);
    }

    /** The refusal's name. */
    public String errorName() {
        return errorName;
    }

    /** A sentence for the operator. */
    public String detail() {
        return detail;
    }
}
