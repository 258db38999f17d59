package io.assay.chain;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.assay.protocol.Checks;

/** What became of an extrinsic. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ExtrinsicStatus.Unknown.class, name = "unknown"),
    @JsonSubTypes.Type(value = ExtrinsicStatus.Pending.class, name = "pending"),
    @JsonSubTypes.Type(value = ExtrinsicStatus.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = ExtrinsicStatus.Failed.class, name = "failed")
})
public sealed interface ExtrinsicStatus {
    /** Never seen, or dropped from the pool: because the node ended, or because it could no longer be executed. */
    record Unknown() implements ExtrinsicStatus {}

    /** In the pool, in no block yet. */
    record Pending() implements ExtrinsicStatus {}

    /**
     * Executed in a finalized block.
     *
     * @param block the block's number
     */
    record Succeeded(long block) implements ExtrinsicStatus {
        public Succeeded {
            Checks.notNegative("block", block);
        }
    }

    /**
     * In a finalized block, without effect but for its nonce.
     *
     * @param block the block's number
     * @param errorName as the chain's metadata names it
     */
    record Failed(long block, String errorName) implements ExtrinsicStatus {
        public Failed {
            Checks.notNegative("block", block);
            Checks.text("errorName", errorName, 100);
        }
    }
}
